import { createWalk, type MadeCall, type Phone, type PhoneCall, type WalkOptions } from '@ringback/simulator'
import type { Io } from '../../../shell/io.ts'
import { stylesFor } from '../../../shell/styles.ts'
import { createEventLines } from '../event-lines.ts'
import { createKeyboard, type KeyAction } from './keyboard.ts'
import { createView } from './view.ts'

const otherScreen = '\u001B[?1049h\u001B[?25l'
const mainScreen = '\u001B[?25h\u001B[?1049l'
const frameMs = 80

/**
 * A telephone at a terminal, in real time. Afterwards the call stands in the terminal as a transcript. `onPhone` is called
 * before the call.
 */
export async function talk(
  options: Omit<WalkOptions, 'steps'>,
  io: Io,
  onPhone: (phone: Phone) => void = () => undefined,
): Promise<MadeCall> {
  const { phone } = createWalk({ ...options, steps: [] })
  onPhone(phone)
  const styles = stylesFor(io, 'stdout')
  const view = createView(styles)
  const keyboard = createKeyboard()
  phone.simulation.log.listen(view.take)
  const { call: parties = {} } = options
  const call =
    'voice' in parties
      ? await phone.create({ person: {}, ...parties }, { settle: false })
      : await phone.call({ ...parties, settle: false })
  const draw = (): void => {
    const { columns, rows } = sizeOf(io)
    const at = phone.simulation.clock.now() - phone.simulation.startedAt
    const state = { waiting: call.waitingFor(), typing: keyboard.typing(), isOver: call.isOver() }
    const lines = view.screen({ at, columns, rows, ...state })
    io.stdout.write(`\u001B[H${lines.map((line) => `${line}\u001B[K`).join('\r\n')}`)
  }
  const left = Promise.withResolvers<void>()
  const stopReading = readKeys(io, (characters) => {
    for (const action of keyboard.type(characters)) act(call, action, left.resolve)
    draw()
  })
  io.stdout.write(otherScreen)
  const frames = setInterval(draw, frameMs)
  try {
    await Promise.race([call.ends(), left.promise])
  } finally {
    clearInterval(frames)
    stopReading()
    io.stdout.write(mainScreen)
  }
  const lineOf = createEventLines(styles)
  for (const event of call.events()) {
    const line = lineOf(event)
    if (line !== undefined) io.stdout.write(`${line}\n`)
  }
  await phone.close()
  return { call, complaint: undefined }
}

/** Who leaves hangs up; who is in a hurry does not wait for what that sets going. */
function act(call: PhoneCall, action: KeyAction, leave: () => void): void {
  if (action.type === 'leave') {
    if (call.isOver()) leave()
    else void call.hangup().then(leave)
    return
  }
  if (call.isOver()) return
  // A call may end between the key and the call's hearing it.
  void perform(call, action).catch(() => undefined)
}

function perform(call: PhoneCall, action: Exclude<KeyAction, { type: 'leave' }>): Promise<void> {
  switch (action.type) {
    case 'press':
      return call.press(action.key, { settle: false })
    case 'say':
      return call.say(action.text, { settle: false })
    case 'hangup':
      return call.hangup()
  }
}

function sizeOf({ stdout }: Io): { readonly columns: number; readonly rows: number } {
  const size = stdout as Partial<{ columns: number; rows: number }> // A terminal has a size, other streams have none.
  return { columns: size.columns ?? 80, rows: size.rows ?? 24 }
}

/** Gives every key as it is pressed; the function that comes back gives the terminal back. */
function readKeys({ stdin }: Io, take: (characters: string) => void): () => void {
  const terminal = stdin as typeof stdin & { setRawMode?: (raw: boolean) => void } // Only a terminal has modes.
  const listener = (chunk: Buffer): void => take(chunk.toString())
  terminal.setRawMode?.(true)
  stdin.on('data', listener)
  stdin.resume()
  return () => {
    stdin.off('data', listener)
    terminal.setRawMode?.(false)
    stdin.pause()
  }
}
