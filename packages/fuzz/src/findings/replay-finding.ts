import { judgeExchange, probes, sidRenewal, type ProbeContext, type ProbeRequest } from '@ringback/checks'
import { parseKeyPath } from '@ringback/simulator'
import { openAccess, type OpenAccess } from '../options/client-options.ts'
import type { AppAccess } from '../options/fuzz-options.ts'
import { placeCall } from '../phases/flows/place-call.ts'
import { createCallSender } from '../routes/call-sender.ts'
import { precedingRequests } from '../routes/preceding-requests.ts'
import { freshSids } from '../send/fresh-sids.ts'
import { createSender } from '../send/sender.ts'
import { createSocketOpener } from '../send/socket-opener.ts'
import type { SendRequest } from '../send/sent.ts'
import { createStop } from '../send/stop.ts'
import type { StoredFinding } from './finding.ts'

/** Whether a finding can still be reproduced. */
export interface FindingReplay {
  readonly verdict: 'FIXED' | 'FAILED'
  /** What the app did this time. */
  readonly message: string
}

/** The present address of the app. */
export interface FindingReplayOptions extends AppAccess {
  /** Seed of the SIDs of the calls, which must be new to the app. Default: the time. */
  readonly seed?: number
  /** Aborts: the promise rejects with `Stopped`. */
  readonly signal?: AbortSignal
}

/**
 * Sends the requests of a finding again, in new calls, and returns whether they still show it. The address of the app
 * is that of the finding unless the options have one.
 */
export async function replayFinding(
  stored: StoredFinding,
  options: FindingReplayOptions,
): Promise<FindingReplay> {
  const access = openAccess({ ...stored.location, ...options })
  const stop = createStop(options.signal, undefined)
  const send = createSender(access)
  const openSocket = createSocketOpener(access)
  const seed = options.seed ?? Date.now()
  const context: ReplayContext = {
    access,
    seed,
    authToken: options.authToken,
    code: stored.finding.code,
    freshSid: freshSids(seed),
    openSocket: (request) => stop.orStop(openSocket(request)),
    send: (request) => stop.orStop(send(request)),
  }
  try {
    const { proof } = stored
    const message = await messageOfProof(proof, context)
    if (message !== undefined) return { verdict: 'FAILED', message }
    return { verdict: 'FIXED', message: 'The app now gives a correct answer.' }
  } finally {
    stop.close()
    if (options.transport === undefined) await access.transport.close()
  }
}

function messageOfProof(proof: StoredFinding['proof'], context: ReplayContext): Promise<string | undefined> {
  switch (proof.type) {
    case 'requests':
      return messageOfRequests(proof.requests, context)
    case 'probe':
      return messageOfProbe(proof, context)
    case 'call':
      return messageOfCall(proof, context)
  }
}

interface ReplayContext {
  readonly access: OpenAccess
  readonly seed: number
  readonly send: SendRequest
  readonly openSocket: ProbeContext['openSocket']
  readonly code: string
  readonly freshSid: (prefix: string) => string
  readonly authToken: string
}

async function messageOfRequests(
  requests: readonly ProbeRequest[],
  { send, code, freshSid }: ReplayContext,
): Promise<string | undefined> {
  // The requests of one call stay in one call.
  const renew = sidRenewal(freshSid)
  const fresh = requests.map((request) => ({ ...request, parameters: renew(request.parameters) }))
  const last = fresh.at(-1)
  if (last === undefined) return undefined
  for (const request of fresh.slice(0, -1)) await send(request)
  const sent = await send(last)
  const status = sent.response?.status
  if (code === 'right-signature-refused') {
    return status === 401 || status === 403 ? `The app still answers HTTP ${status}.` : undefined
  }
  return judgeExchange(sent).find((finding) => finding.code === code)?.message
}

async function messageOfCall(
  { keys, ...target }: Extract<StoredFinding['proof'], { readonly type: 'call' }>,
  { access, code, seed }: ReplayContext,
): Promise<string | undefined> {
  const { faults } = await placeCall({ ...access, ...target }, parseKeyPath(keys).steps, seed)
  return faults.find(({ finding }) => finding.code === code)?.finding.message
}

async function messageOfProbe(
  proof: Extract<StoredFinding['proof'], { readonly type: 'probe' }>,
  { send, openSocket, code, freshSid, authToken }: ReplayContext,
): Promise<string | undefined> {
  const { probe: name, before, request, otherUrls } = proof
  const probe = probes.find((each) => each.name === name)
  const findings = await probe?.run(
    { ...request, parameters: sidRenewal(freshSid)(request.parameters) },
    {
      authToken,
      openSocket,
      freshSid,
      otherUrls,
      accepts: () => true,
      ...createCallSender({
        send,
        preceding: (parameters) => precedingRequests({ preceding: before }, parameters),
        beginsCalls: true,
      }),
    },
  )
  return findings?.find((finding) => finding.code === code)?.message
}
