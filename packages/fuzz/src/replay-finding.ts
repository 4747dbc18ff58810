import { judgeExchange, probes, sidRenewal, type ProbeRequest } from '@ringback/checks'
import type { StoredFinding } from './finding.ts'
import { freshSids } from './fresh-sids.ts'
import type { ReachOptions } from './options.ts'
import { leadTo } from './routes/lead.ts'
import { ledSend } from './routes/led-send.ts'
import { createSender, type Sender } from './send/sender.ts'

/** Whether what was found still happens. */
export interface FindingReplay {
  readonly verdict: 'FIXED' | 'FAILED'
  /** What the app did this time. */
  readonly message: string
}

export interface FindingReplayOptions extends ReachOptions {
  /** Decides the SIDs of the calls; the app must not have seen them. Default: the time. */
  readonly seed?: number
}

/** Sends again, in calls of their own, the requests that showed a finding, and says whether they still show it. */
export async function replayFinding(
  { finding, proof }: StoredFinding,
  options: FindingReplayOptions,
): Promise<FindingReplay> {
  const sender = createSender(options)
  const freshSid = freshSids(options.seed ?? Date.now())
  const message =
    proof.type === 'requests'
      ? await messageOfRequests(proof.requests, finding.code, sender, freshSid)
      : await messageOfProbe(proof, finding.code, sender, freshSid, options.authToken)
  if (message !== undefined) return { verdict: 'FAILED', message }
  return { verdict: 'FIXED', message: 'The app now answers as it should.' }
}

type FreshSid = (prefix: string) => string

async function messageOfRequests(
  requests: readonly ProbeRequest[],
  code: string,
  sender: Sender,
  freshSid: FreshSid,
): Promise<string | undefined> {
  // What was one call stays one call.
  const renew = sidRenewal(freshSid)
  const fresh = requests.map((request) => ({ ...request, parameters: renew(request.parameters) }))
  const before = fresh.slice(0, -1)
  const last = fresh.at(-1)
  for (const request of before) await sender.send(request)
  if (last === undefined) return undefined
  const sent = await sender.send(last)
  const status = sent.response?.status
  if (code === 'right-signature-refused') {
    return status === 401 || status === 403 ? `The app still answers HTTP ${status}.` : undefined
  }
  return judgeExchange(sent).find((finding) => finding.code === code)?.message
}

async function messageOfProbe(
  { probe: name, before, request, otherUrls }: Extract<StoredFinding['proof'], { readonly type: 'probe' }>,
  code: string,
  sender: Sender,
  freshSid: FreshSid,
  authToken: string,
): Promise<string | undefined> {
  const probe = probes.find((each) => each.name === name)
  const lead = { via: before }
  const findings = await probe?.run(
    { ...request, parameters: sidRenewal(freshSid)(request.parameters) },
    {
      authToken,
      freshSid,
      otherUrls,
      accepts: () => true,
      send: ledSend({ lead: (parameters) => leadTo(lead, parameters), send: sender.send }),
    },
  )
  return findings?.find((finding) => finding.code === code)?.message
}
