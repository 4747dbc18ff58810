import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { listening, type Listening } from '../listening.ts'

/** A stand-in of the local API of an agent: it answers each path with that JSON, and all others with 404. */
export async function standInApi(
  answers: Readonly<Record<string, unknown>>,
): Promise<Listening & { readonly address: string }> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? '']
    if (answer === undefined) response.writeHead(404).end()
    else response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer))
  })
  const api = await listening(server)
  return { ...api, address: new URL(api.url).host }
}

/** What a stand-in of an agent's program does besides what the real one does. */
interface Behaviour {
  /** Prints these lines and ends with code 1, as an agent that is not signed in does. */
  readonly fails?: readonly string[]
  /** Never has a URL. */
  readonly hangs?: boolean
  /** Takes no notice of being told to end. */
  readonly isStubborn?: boolean
}

/**
 * Writes a stand-in of `ngrok` and one of `cloudflared` into a folder that can be the search path: they take the documented
 * arguments, serve the documented local API, and write their process id and arguments into the folder.
 */
export function writeStandInPrograms(folder: string, behaviour: Behaviour = {}): void {
  for (const name of ['ngrok', 'cloudflared']) {
    const file = join(folder, name)
    writeFileSync(
      file,
      `#!${process.execPath}\nconst folder = ${JSON.stringify(folder)}, name = ${JSON.stringify(name)}, behaviour = ${JSON.stringify(behaviour)}\n;(${program.toString()})()\n`,
    )
    chmodSync(file, 0o755)
  }
}

declare const folder: string
declare const name: string
declare const behaviour: Behaviour

/** Written out as the text of a program, so it uses nothing of this module. */
function program(): void {
  const { writeFileSync, renameSync } = process.getBuiltinModule('node:fs')
  const { createServer } = process.getBuiltinModule('node:http')
  const args = process.argv.slice(2)
  const file = `${folder}/${name}.started`
  writeFileSync(`${file}.part`, JSON.stringify({ pid: process.pid, args }))
  renameSync(`${file}.part`, file)
  if (behaviour.isStubborn === true) process.on('SIGTERM', () => undefined)
  for (const line of behaviour.fails ?? []) process.stdout.write(`${line}\n`)
  if (behaviour.fails !== undefined) process.exit(1)
  const after = (option: string): string => args[args.indexOf(option) + 1] ?? ''
  const isNgrok = name === 'ngrok'
  const upstream = isNgrok ? after('http') : after('--url')
  const url = isNgrok && args.includes('--url') ? after('--url') : `https://stand-in.${name}.example`
  const answers: Record<string, unknown> = isNgrok
    ? { '/api/endpoints': { endpoints: [{ name: 'command_line', url, upstream: { url: upstream } }] } }
    : {
        '/quicktunnel': { hostname: new URL(url).host },
        '/config': { version: -1, config: { ingress: [{ hostname: '', path: null, service: upstream }] } },
        '/ready': { status: 200, readyConnections: 1 },
      }
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? '']
    if (answer === undefined || behaviour.hangs === true) response.writeHead(404).end()
    else response.end(JSON.stringify(answer))
  })
  server.listen(isNgrok ? 0 : Number(after('--metrics').split(':')[1]), '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const entry = { lvl: 'info', msg: 'starting web service', obj: 'web', addr: `127.0.0.1:${port}` }
    process.stdout.write(isNgrok ? `${JSON.stringify(entry)}\n` : 'INF Starting metrics server\n')
  })
}
