import { setTimeout as wait } from 'node:timers/promises'
import { printable, RingbackError } from '@ringback/common'
import type { Io } from '../shell/io.ts'
import { agentPrograms, type AgentProgram, type TunnelTarget } from './agent-programs.ts'
import { findProgram } from './find-program.ts'
import { preferred } from './find-tunnel.ts'
import { forwardsToPort } from './forwards-to-port.ts'
import { startGuarded, type GuardedProcess } from './guarded-process.ts'
import type { Tunnel, TunnelAgent } from './tunnel.ts'

/** A tunnel whose program ringback has started. */
export interface StartedTunnel extends Tunnel {
  /** Resolves to how the program ended, when it did so before it was told to. */
  readonly died: Promise<string>
  readonly close: () => Promise<void>
}

/** How long an agent may take until it has its URL. */
const longestMs = 30_000
const pollMs = 100

const installPages: Readonly<Record<TunnelAgent, string>> = {
  ngrok: 'https://ngrok.com/download',
  cloudflared:
    'https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/downloads/',
}

/**
 * Starts the agent that the user has installed, and waits until its public URL can be requested.
 * @throws {RingbackError} when the program is missing, ends, or has no URL in time, or when `signal` is aborted.
 */
export async function startTunnel(
  agent: TunnelAgent,
  target: TunnelTarget,
  io: Pick<Io, 'env' | 'cwd'>,
  signal: AbortSignal,
): Promise<StartedTunnel> {
  const file = await findProgram(agent, io.env)
  if (file === undefined) {
    throw new RingbackError('no-tunnel-program', `--tunnel ${agent}: ${agent} is not installed.`, {
      remedy: `Install it (${installPages[agent]}), or start another tunnel yourself and pass its URL: --public-url https://phone.example.com`,
    })
  }
  const program = await agentPrograms[agent](target)
  const child = startGuarded(file, program.args, io)
  child.onLine(program.see)
  try {
    const tunnel = await untilReady(program, child, { agent, port: target.port, signal })
    let isClosed = false
    return {
      ...tunnel,
      died: new Promise((resolve) => {
        void child.ended.then((how) => {
          if (!isClosed) resolve(how)
        })
      }),
      async close() {
        isClosed = true
        await child.close()
      },
    }
  } catch (error) {
    await child.close()
    throw error
  }
}

interface Awaited {
  readonly agent: TunnelAgent
  readonly port: number
  readonly signal: AbortSignal
}

async function untilReady(
  program: AgentProgram,
  child: GuardedProcess,
  { agent, port, signal }: Awaited,
): Promise<Tunnel> {
  const deadline = Date.now() + longestMs
  let how: string | undefined
  void child.ended.then((text) => {
    how = text
  })
  for (;;) {
    const running = await program.tunnels()
    const [ready] = preferred(running.filter(({ forwardsTo }) => forwardsToPort(forwardsTo, port)))
    if (ready !== undefined) return ready
    if (signal.aborted) {
      throw new RingbackError('tunnel-stopped', `Stopped before ${agent} had a public URL.`)
    }
    if (how !== undefined) throw notUp(agent, `${agent} has no public URL: ${how}.`, program)
    if (Date.now() > deadline) {
      throw notUp(agent, `${agent} had no public URL within ${longestMs / 1000} s.`, program)
    }
    await wait(pollMs)
  }
}

function notUp(agent: TunnelAgent, message: string, program: AgentProgram): RingbackError {
  const problem = program.problem()
  return new RingbackError(
    'tunnel-failed',
    problem === undefined ? message : `${message}\n${printable(problem, { keepLines: true })}`,
    { remedy: `Try it by itself: ${[agent, ...program.args].join(' ')}` },
  )
}
