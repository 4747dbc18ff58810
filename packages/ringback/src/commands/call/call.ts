import { createWalk, dialResults, type WalkOptions } from '@ringback/simulator'
import { realClock } from '@ringback/twilio-client'
import { dialCallStatus } from '@ringback/catalog'
import { count } from '../../format/count.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { UserError } from '../../shell/user-error.ts'
import { callerScript } from './caller-script.ts'
import { keepRecording } from './keep-recording.ts'
import { lineSettings, type LineSettings } from './line-settings.ts'
import { lineOptions, stepsHelp, voiceUrlPositional, type CallCommandOptions } from './options.ts'
import { callReport, callSummary, errorsOf, printEvents, runThrough, type MadeCall } from './run-through.ts'
import { talk } from './terminal/talk.ts'

/** `ringback call`: a telephone from which the app is called. */
export const callCommand: InstalledCommand = command({
  usage: 'call [voice-url]',
  describe: 'Call your app, as a caller: hear what it says, press keys',
  options: (parser) =>
    parser
      .positional('voice-url', voiceUrlPositional)
      .options({
        ...lineOptions,
        outbound: { type: 'boolean', default: false, describe: 'Your app calls you, as with Calls.create' },
        dialled: {
          choices: dialResults,
          default: dialCallStatus.answered,
          describe: 'What becomes of those your app dials',
        },
        keys: { type: 'string', describe: 'What the caller does: 1,w2,"opening hours",n,h (see below)' },
        say: { type: 'string', array: true, describe: 'What the caller says, after the keys' },
        script: {
          type: 'string',
          describe: 'A file of steps, or a module: its default export is the caller',
        },
        speed: { type: 'number', default: 1, describe: 'How fast time goes at a terminal' },
        record: { type: 'boolean', default: false, describe: 'Keep the call as a recording' },
        recordings: { type: 'string', describe: 'Folder of the recordings (recordings)' },
        redact: { type: 'boolean', describe: 'Replace what is private in it; --no-redact keeps it' },
        format: { choices: ['pretty', 'json', 'ndjson'] as const, default: 'pretty' as const },
      })
      .epilogue(stepsHelp)
      .example('$0 call http://127.0.0.1:3000/voice', 'an interactive phone')
      .example('$0 call http://127.0.0.1:3000/voice --keys 1,busy,h', 'sales is busy'),
  run: async (options, io) => {
    const settings = await lineSettings(options, io)
    const script = await callerScript(options, io)
    const { yellow } = stylesFor(io, 'stderr')
    for (const note of settings.notes) io.stderr.write(`${yellow(note)}\n`)
    const isInteractive = script === undefined && io.isTerminal.stdin && io.isTerminal.stdout
    if (isInteractive && options.format === 'pretty') {
      const clock = realClock({ speed: speedOf(options) })
      const { phone, ...rest } = walkOptions(options, settings)
      const made = await talk({ ...rest, phone: { ...phone, clock } }, io)
      return finish(made, options, settings, io)
    }
    const walk = createWalk({ ...walkOptions(options, settings), steps: script?.steps ?? [] })
    const stop = printEvents(walk, options.format, io)
    const made = await runThrough(walk, script?.person)
    stop()
    await walk.phone.close()
    return finish(made, options, settings, io)
  },
})

function walkOptions(
  { outbound, dialled }: CallCommandOptions,
  { phone, parties }: LineSettings,
): Omit<WalkOptions, 'steps'> {
  return { phone, dialled, call: outbound ? outgoing(phone, parties) : parties }
}

/** A call that the app placed: from its number, to the one who holds this telephone. */
function outgoing(
  { voiceUrl, voiceFallbackUrl, statusCallback }: LineSettings['phone'],
  { from, to }: LineSettings['parties'],
): NonNullable<WalkOptions['call']> {
  return {
    from: to,
    to: from,
    voice: voiceUrl,
    ...(typeof voiceFallbackUrl === 'string' && { fallback: { url: voiceFallbackUrl, method: 'POST' } }),
    ...(typeof statusCallback === 'string' && { statusCallback: { url: statusCallback, method: 'POST' } }),
  }
}

function speedOf({ speed }: CallCommandOptions): number {
  if (speed > 0) return speed
  throw new UserError(`--speed ${speed} would stop time.`, 'Give a number above 0: 2 is twice as fast.')
}

async function finish(
  made: MadeCall,
  options: CallCommandOptions,
  settings: LineSettings,
  io: Io,
): Promise<ExitCode> {
  const { call, complaint } = made
  if (options.format === 'json') io.stdout.write(`${JSON.stringify(callReport(made), null, 2)}\n`)
  if (options.format === 'pretty') io.stdout.write(`${callSummary(made, io)}\n`)
  if (options.record) {
    const recording = call.recording()
    const folder = await keepRecording(recording, options, settings.loaded, io)
    io.stderr.write(`${count(recording.exchanges.length, 'exchange')} recorded in ${folder}.\n`)
  }
  const isGood = errorsOf(call.events()).length === 0 && complaint === undefined
  return isGood ? exitCode.good : exitCode.findings
}
