import type { AddressInfo } from 'node:net'
import { createEventStream } from './event-stream.ts'
import type { ProxyCounts, ProxyEvent } from './events.ts'
import { createSocketForwarder } from './forward/socket-forwarder.ts'
import { defaultLimits, type ProxyOptions } from './options.ts'
import { problemsOfOptions, ProxyOptionsError } from './options-problems.ts'
import type { Proxy } from './proxy.ts'
import type { Context } from './serve/context.ts'
import { createFrontServer } from './serve/server.ts'
import { createUpgrades } from './serve/upgrades.ts'

const systemClock = { now: () => Date.now(), tick: () => performance.now() }

/**
 * Starts a reverse proxy in front of an app: it forwards every request byte for byte and records Twilio's.
 * Resolves when the port accepts connections.
 * @throws {ProxyOptionsError} with everything that is wrong with the options.
 * @throws the system's error when the port cannot be had (`EADDRINUSE`).
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const problems = problemsOfOptions(options)
  if (problems.length > 0) throw new ProxyOptionsError(problems)

  const upstream = new URL(options.target)
  const publicUrl = options.publicUrl === undefined ? undefined : new URL(options.publicUrl)
  const limits = { ...defaultLimits, ...options.limits }
  const tls = options.tls ?? {}
  const tokens = [options.authToken ?? []].flat()
  const signature = options.signature ?? (tokens.length > 0 ? 'warn' : 'off')
  const events = createEventStream<ProxyEvent>()
  let draining = false
  const forwarder = createSocketForwarder({ upstream, tls, connectTimeoutMs: limits.connectTimeoutMs })
  const context: Context = {
    upstream,
    publicUrl,
    trustForwarded: options.trustForwarded ?? 'loopback',
    signature,
    limits,
    clock: options.clock ?? systemClock,
    forwarder,
    recording: options.store !== undefined,
    judge: () => 'unchecked',
    observe: () => undefined,
    emit: events.emit,
    draining: () => draining,
  }
  const upgrades = createUpgrades(context, tls)
  const front = createFrontServer(context, upgrades)
  const { server } = front
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  // What a listening server may still report (no more file descriptors) must not end the process.
  server.on('error', (error) => events.emit({ type: 'warning', code: 'server', message: error.message }))
  const url = urlOf(server.address(), options.host)
  events.emit({
    type: 'listening',
    url,
    upstream: upstream.href,
    publicUrl: publicUrl?.href ?? null,
    signature,
    recording: context.recording,
  })
  const counts: ProxyCounts = {
    exchanges: 0,
    recorded: 0,
    notRecorded: 0,
    problems: 0,
    otherTraffic: 0,
    upgrades: 0,
    inFlight: 0,
  }
  return {
    url,
    events,
    counts,
    async close() {
      draining = true
      server.close()
      server.closeIdleConnections()
      await front.settled()
      front.destroy()
      upgrades.close()
      forwarder.close()
      events.emit({ type: 'closed', counts })
      events.end()
      return counts
    },
  }
}

function urlOf(address: AddressInfo | string | null, host: string | undefined): string {
  // A server that listens on a host and port always has an address of this shape.
  const { port, family } = address as AddressInfo
  const name = host ?? '127.0.0.1'
  return `http://${family === 'IPv6' && name.includes(':') ? `[${name}]` : name}:${port}`
}
