import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { missingCommand } from '../process/missing-command.ts'
import { startServed, type Program, type Served } from '../process/served.ts'
import type { Contestant, Running, Setup } from './contestant.ts'
import { missingLua, startNginxLogging } from './nginx.ts'
import { startRecord } from './record-command.ts'

const nothingMissing = (): undefined => undefined

/** All contestants, in the order of the tables. The first is the one that the others are compared to. */
export function contestantsFor({ before }: Setup): readonly Contestant[] {
  if (before === undefined) return contestants
  const old: Contestant = {
    id: 'before',
    title: '`ringback record` before',
    missing: nothingMissing,
    start: async (setup, folder) => startRecord({ ...setup, command: before }, folder),
  }
  return [...contestants.slice(0, 1), old, ...contestants.slice(1)]
}

const contestants: readonly Contestant[] = [
  {
    id: 'record',
    title: '`ringback record`',
    missing: nothingMissing,
    start: async (setup, folder) => startRecord(setup, folder),
  },
  {
    id: 'workers',
    title: '`ringback record --workers 2`',
    missing({ command }) {
      const help = execFileSync(process.execPath, [command, 'record', '--help'], { encoding: 'utf8' })
      return help.includes('--workers') ? undefined : 'the command has no option --workers'
    },
    start: async (setup, folder) => startRecord(setup, folder, { args: ['--workers', '2'] }),
  },
  {
    id: 'not-recording',
    title: 'the same proxy, not recording (`startProxy` of the package, without a recorder)',
    missing: nothingMissing,
    async start({ app, command }, folder) {
      const manifest = join(command, '../../package.json')
      return withoutBacklog(await startServed(script('not-recording.ts', app, manifest), folder))
    },
  },
  {
    id: 'http-proxy',
    title: 'http-proxy 1.18.1, keep-alive agent, not recording',
    missing: nothingMissing,
    start: async ({ app }, folder) =>
      withoutBacklog(await startServed(script('http-proxy-1.ts', app), folder)),
  },
  {
    id: 'undici',
    title: 'undici dispatch on node:http, not recording',
    missing: nothingMissing,
    start: async ({ app }, folder) =>
      withoutBacklog(await startServed(script('undici-proxy.ts', app), folder)),
  },
  {
    id: 'nginx',
    title: 'nginx + Lua, logging both bodies',
    missing: missingLua,
    start: async ({ app }, folder) => withoutBacklog(await startNginxLogging(app, folder)),
  },
]

/** Slow: it is measured once. */
export const mitmdump: Contestant = {
  id: 'mitmdump',
  title: 'mitmdump, saving flows',
  missing: () => missingCommand('mitmdump', 'mitmproxy'),
  async start({ app }, folder) {
    const listening = ['--mode', `reverse:${app}`, '--listen-host', '127.0.0.1', '-q']
    const saving = ['--set', 'keep_host_header=true', '-w', join(folder, 'flows')]
    const args = (port: number): readonly string[] => [...listening, ...saving, '-p', String(port)]
    return withoutBacklog(await startServed({ command: 'mitmdump', args }, folder))
  },
}

function withoutBacklog(served: Served): Running {
  return { served, waiting: () => 0 }
}

/** A script of the folder `servers`. */
function script(name: string, ...rest: readonly string[]): Program {
  const path = fileURLToPath(new URL(`../servers/${name}`, import.meta.url))
  return { command: process.execPath, args: (port) => [path, String(port), ...rest] }
}
