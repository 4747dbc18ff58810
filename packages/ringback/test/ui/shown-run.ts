import { runCli, type CliOptions, type CliResult } from '../run-cli.ts'

/** A command that runs with a page. */
export interface ShownRun {
  /** The address of the page, once it was printed. */
  readonly page: Promise<string>
  /** Resolves once stderr has this text. */
  readonly prints: (text: string) => Promise<void>
  readonly stderr: () => string
  readonly send: (signal: NodeJS.Signals) => void
  readonly result: Promise<CliResult>
}

/** Runs a command in this process; its page is a process of its own. */
export function runShown(argv: readonly string[], options: CliOptions = {}): ShownRun {
  let stderr = ''
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const waiting = new Set<() => void>()
  const seen = async (isThere: () => boolean): Promise<void> => {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (isThere()) resolve()
      }
      waiting.add(look)
      look()
    })
  }
  const result = runCli(argv, {
    ...options,
    onStart: (sending) => {
      send = sending
    },
    onStderr(chunk) {
      stderr += chunk
      for (const look of waiting) look()
    },
  })
  const address = (): string | undefined => /page {2}(http:\S+)/.exec(stderr)?.[1]
  return {
    page: seen(() => address() !== undefined).then(() => address() ?? ''),
    prints: (text) => seen(() => stderr.includes(text)),
    stderr: () => stderr,
    send: (signal) => send(signal),
    result,
  }
}

/** The list of calls as the page at an address gets it. */
export async function listAt(address: string): Promise<{ readonly rows: readonly ListedCall[] }> {
  return (await ask(address, '/api/calls')) as { readonly rows: readonly ListedCall[] }
}

/** A call as the page at an address gets it. */
export async function callAt(address: string, id: string): Promise<unknown> {
  return ask(address, `/api/calls/${encodeURIComponent(id)}`)
}

/** The reports as the page at an address gets them. */
export async function reportsAt(address: string): Promise<unknown> {
  return ask(address, '/api/reports')
}

async function ask(address: string, path: string): Promise<unknown> {
  const page = await fetch(address)
  const Cookie = page.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  const answer = await fetch(new URL(path, address), { headers: { Cookie } })
  return answer.json()
}

export interface ListedCall {
  readonly id: string
  readonly exchanges: number
  /** Null until its exchanges were read. */
  readonly details: unknown
}

/** Whether nothing listens at an address any more. */
export async function isGone(address: string): Promise<boolean> {
  return fetch(address).then(
    () => false,
    () => true,
  )
}
