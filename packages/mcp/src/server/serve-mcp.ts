import type { Readable, Writable } from 'node:stream'
import { importPeer } from '@ringback/common'
import { createMcpServer } from './create-mcp-server.ts'
import type { McpOptions } from './mcp-options.ts'

/** What messages come from and go to. */
export interface McpStreams {
  readonly stdin: Readable
  /** Carries nothing but the protocol. */
  readonly stdout: Writable
}

/**
 * Serves one client on two streams until it closes its end, or until the signal is aborted; `stdin` is closed then.
 * @throws {RingbackError} `peer-missing` where the package `@modelcontextprotocol/server` is not installed.
 */
export async function serveMcp(
  options: McpOptions,
  { stdin, stdout }: McpStreams,
  signal: AbortSignal,
): Promise<void> {
  const make = await createMcpServer(options)
  const { serveStdio, StdioServerTransport } = await importPeer(
    '@modelcontextprotocol/server',
    async () => import('@modelcontextprotocol/server/stdio'),
  )
  const ended = new Promise<void>((resolve) => {
    const end = (): void => resolve()
    stdin.once('end', end)
    stdin.once('close', end)
    stdin.once('error', end)
    stdout.once('error', end)
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) resolve()
  })
  const handle = serveStdio(make, { transport: new StdioServerTransport(stdin, stdout) })
  await ended
  await handle.close()
  // An open stdin would keep the process running.
  stdin.destroy()
}
