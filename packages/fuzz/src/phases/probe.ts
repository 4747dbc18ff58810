import { debuggerCode } from '@ringback/catalog'
import { plainWebhook } from '@ringback/arbitraries'
import { isAnswered, sidRenewal } from '@ringback/checks'
import { symptomOf } from '../cause.ts'
import { reportFinding } from '../report-finding.ts'
import { sendIn, type Run } from '../run.ts'

const refused = new Set([401, 403])

/**
 * Is the app there, and does it let Twilio in? Gives the reason why it cannot be fuzzed, or undefined. An app that
 * refuses a right signature has its finding.
 */
export async function probePhase(
  run: Run,
): Promise<{ readonly reason: string; readonly isFinding: boolean } | undefined> {
  const { voiceUrl, method = 'POST' } = run.options
  const kind = 'voice.incoming-pstn'
  const parameters = sidRenewal(run.freshSid)(plainWebhook(kind).parameters)
  const sent = await sendIn(run, { kind, method, url: voiceUrl, parameters })
  const { response, problem } = sent
  if (response === null && !isAnswered(sent)) {
    const why = problem?.message ?? 'nothing came back'
    const isSlow = problem?.code === 'no-answer-in-time' || problem?.code === 'total-timeout'
    return isSlow ? undefined : { reason: `The app cannot be reached: ${why}.`, isFinding: false }
  }
  if (response === null || !refused.has(response.status)) return undefined
  const reason =
    `The app answers HTTP ${response.status} to a rightly signed request. ` +
    'Compare its auth token, and the URL that it takes for its own, with those of the fuzzer.'
  const finding = {
    code: 'right-signature-refused',
    severity: 'error',
    message: reason,
    twilioCode: debuggerCode.httpRetrievalFailure,
  } as const
  await reportFinding(run, {
    finding,
    key: symptomOf(finding, voiceUrl),
    request: sent.sent,
    status: response.status,
    path: [],
    proof: { type: 'requests', requests: [sent.sent] },
    exchanges: sent.exchanges(),
  })
  return { reason, isFinding: true }
}
