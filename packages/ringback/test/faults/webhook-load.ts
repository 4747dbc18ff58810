import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'

/** A webhook of a call. */
export interface CallWebhook {
  readonly accountSid: string
  readonly callSid: string
  /** The leg that dialled this one. */
  readonly parentCallSid?: string
  /** One digit. */
  readonly digits?: string
  /** The idempotency token, which each delivery of the request has. */
  readonly token: string
}

/** Sends webhooks as Twilio does, over connections that are kept. */
export interface Sender {
  /** Resolves to whether it was answered with 200, whole. */
  send(url: string, webhook: CallWebhook): Promise<boolean>
  close(): void
}

/** A sender with so many connections to each proxy at most. */
export function createSender(maxSockets: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets })
  return {
    async send(url, webhook) {
      return new Promise<boolean>((resolve) => {
        const outgoing = request(
          `${url}/voice`,
          { method: 'POST', agent, headers: headersOf(webhook) },
          (incoming) => {
            incoming.resume()
            incoming.on('error', () => resolve(false))
            incoming.on('end', () => resolve(incoming.complete && incoming.statusCode === 200))
          },
        )
        outgoing.on('error', () => resolve(false))
        outgoing.end(formOf(webhook))
      })
    },
    close: () => agent.destroy(),
  }
}

function headersOf({ token }: CallWebhook): Readonly<Record<string, string>> {
  return {
    'User-Agent': 'TwilioProxy/1.1',
    'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'I-Twilio-Idempotency-Token': token,
  }
}

function formOf({ accountSid, callSid, parentCallSid, digits }: CallWebhook): string {
  return new URLSearchParams({
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: callSid,
    CallStatus: 'in-progress',
    Direction: parentCallSid === undefined ? 'inbound' : 'outbound-dial',
    From: '+14155550101',
    To: '+14155550199',
    ...(parentCallSid !== undefined && { ParentCallSid: parentCallSid }),
    ...(digits !== undefined && { Digits: digits, msg: 'Gather End' }),
  }).toString()
}

/** A load that goes on until it is stopped. */
export interface Load {
  /** Resolves when all that was sent so far is answered, or cannot be any more. */
  answered(): Promise<void>
  /** Stops, and resolves to whether each was answered. */
  stop(): Promise<readonly boolean[]>
}

/** So many may be unanswered: on a machine that is too busy fewer are sent. */
const mostInFlight = 64

/** Sends so many webhooks a second, whether those before were answered or not. */
export function startLoad(perSecond: number, send: (number: number) => Promise<boolean>): Load {
  const sent: Promise<boolean>[] = []
  const isOver = { now: false }
  let inFlight = 0
  let due = 0

  function sendOne(): void {
    inFlight += 1
    sent.push(send(sent.length).finally(() => (inFlight -= 1)))
  }

  const startedAt = performance.now()
  const running = (async () => {
    while (!isOver.now) {
      for (; due < ((performance.now() - startedAt) * perSecond) / 1000; due += 1) {
        if (inFlight < mostInFlight) sendOne()
      }
      await setTimeout(5)
    }
  })()
  return {
    answered: async () => void (await Promise.all(sent)),
    async stop() {
      isOver.now = true
      await running
      return Promise.all(sent)
    },
  }
}
