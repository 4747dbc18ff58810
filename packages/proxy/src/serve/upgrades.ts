import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SignatureVerdict } from '@ringback/recording'
import { ProxyServer } from 'http-proxy'
import type { UpstreamTls } from '../forward/connect.ts'
import type { RawHeaders } from '../forward/forwarder.ts'
import type { Context } from './context.ts'
import { forwardedHeaders } from './forwarded-headers.ts'
import { troubleBytes } from './plain-answer.ts'
import { forgedTrouble, problemOf, timeoutTrouble, troubleOfFailure, type Trouble } from './problems.ts'
import { signatureOf } from './recognise.ts'
import { upstreamTarget } from './upstream-target.ts'
import { publicUrlOf, wayOf } from './way-of.ts'

/** Carries WebSocket upgrades (Media Streams, ConversationRelay) to the app. */
export interface Upgrades {
  carry(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Closes every tunnel. */
  close(): void
}

/** Whether a request is an upgrade that goes through a tunnel; any other one is carried as a plain request. */
export function isTunnel(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket'
}

/**
 * Upgrades over http-proxy. What the library changes is put back before the request leaves: the target exactly as
 * it came, and the header fields in their order and spelling.
 */
export function createUpgrades(context: Context, tls: UpstreamTls): Upgrades {
  const { upstream } = context
  const tunnels = new Set<Duplex>()
  const onAnswer = new WeakMap<IncomingMessage, (opened: boolean) => void>()
  const library = new ProxyServer({
    target: upstream,
    preserveHeaderKeyCase: true,
    connectTimeout: context.limits.connectTimeoutMs,
    ...(upstream.protocol === 'https:' && { agent: tlsAgent(upstream, tls) }),
  })
  // Each upgrade hears of its errors through its callback; without a listener the library throws them.
  library.on('error', () => undefined)
  library.on('proxyReqWs', (outgoing, request, socket) => {
    const way = wayOf(request, context.publicUrl, context.trustForwarded)
    restoreHead(
      outgoing,
      upstreamTarget(upstream, request.url ?? '/'),
      forwardedHeaders(request.rawHeaders, way, true),
    )
    outgoing.on('upgrade', (answer) => {
      answer.headers = spelledHeaders(answer.rawHeaders)
      onAnswer.get(request)?.(true)
    })
    outgoing.on('response', (answer) => {
      onAnswer.get(request)?.(false)
      // When such an answer is cut the library would wait for ever.
      answer.on('close', () => {
        if (!answer.complete) socket.destroy()
      })
    })
    socket.on('close', () => outgoing.destroy())
  })

  return {
    carry(request, socket, head) {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
      const verdict = verdictOf(request, context)
      let state: 'asked' | 'opened' | 'over' = 'asked'
      const note = (what: 'opened' | 'refused' | 'failed' | 'closed', trouble: Trouble | null): void => {
        const problem = trouble === null ? null : problemOf(trouble)
        context.emit({ type: 'upgrade', state: what, path, verdict, problem })
      }
      const refuse = (what: 'refused' | 'failed', trouble: Trouble): void => {
        if (state === 'asked' && socket.writable) socket.end(troubleBytes(trouble))
        else socket.destroy()
        if (state === 'asked') note(what, trouble)
        if (state !== 'opened') state = 'over'
      }
      const timer = setTimeout(() => {
        refuse('failed', timeoutTrouble(upstream.origin, context.limits.timeoutMs, false))
      }, context.limits.timeoutMs)
      tunnels.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        tunnels.delete(socket)
        clearTimeout(timer)
        if (state === 'opened') note('closed', null)
        state = 'over'
      })
      onAnswer.set(request, (opened) => {
        clearTimeout(timer)
        state = opened ? 'opened' : 'over'
        note(opened ? 'opened' : 'refused', null)
      })
      if (context.signature === 'require' && verdict === 'invalid') {
        refuse('refused', forgedTrouble(verdict))
        return
      }
      library.ws(request, socket, head, {}, (error: NodeJS.ErrnoException) => {
        const code = error.code === undefined ? {} : { code: error.code }
        const failure = { stage: 'connect', message: error.message, ...code } as const
        refuse('failed', troubleOfFailure(failure, upstream.origin))
      })
    },
    close() {
      for (const socket of tunnels) socket.destroy()
    },
  }
}

/** Twilio signs upgrades too, as a GET of the wss URL; its guides say to try the URL with a `/` at its end as well. */
function verdictOf(request: IncomingMessage, context: Context): SignatureVerdict {
  const { rawHeaders: headers, url: target = '/' } = request
  if (signatureOf(headers) === undefined)
    return context.judge({ method: 'GET', url: target, headers, body: nothing })
  const way = wayOf(request, context.publicUrl, context.trustForwarded)
  const url = publicUrlOf(way, context.publicUrl, target)
  const candidates = [url.replace(/^http/, 'ws'), url].flatMap((candidate) => [candidate, `${candidate}/`])
  const verdicts = candidates.map((candidate) =>
    context.judge({ method: 'GET', url: candidate, headers, body: nothing }),
  )
  return verdicts.find((verdict) => verdict === 'valid') ?? verdicts[0] ?? 'unchecked'
}

const nothing = Buffer.alloc(0)

function restoreHead(outgoing: ClientRequest, target: string, headers: RawHeaders): void {
  outgoing.path = target
  for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name)
  for (let index = 0; index < headers.length; index += 2) {
    outgoing.appendHeader(headers[index] ?? '', headers[index + 1] ?? '')
  }
}

/** The object of headers that the library writes out, with names as the app spelled them and repetitions kept. */
function spelledHeaders(raw: RawHeaders): Record<string, string | string[]> {
  const spelling = new Map<string, string>()
  const headers: Record<string, string[]> = {}
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? ''
    const lower = name.toLowerCase()
    const spelled = spelling.get(lower) ?? name
    spelling.set(lower, spelled)
    ;(headers[spelled] ??= []).push(raw[index + 1] ?? '')
  }
  return headers
}

/** The library passes only some TLS options on, and takes the server's name from the Host field; an agent decides both. */
function tlsAgent(upstream: URL, tls: UpstreamTls): Agent {
  const host = upstream.hostname.replaceAll(/^\[|\]$/g, '')
  return new Agent({ servername: isIP(host) === 0 ? host : '', ...tls })
}
