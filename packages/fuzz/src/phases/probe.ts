import { debuggerCode } from '@ringback/catalog'
import { isAnswered, sidRenewal } from '@ringback/checks'
import { symptomOf } from '../causes/symptom.ts'
import type { FuzzSettings } from '../options/fuzz-settings.ts'
import type { Run } from '../run.ts'
import type { Sent } from '../send/sent.ts'
import { plainOfKind } from '../routes/plain-parameters.ts'
import { refusalHint } from './refusal-hint.ts'

/** Why an app cannot be fuzzed. */
export interface Obstacle {
  readonly reason: string
  /** Whether it was reported as a finding. */
  readonly isFinding: boolean
}

interface ProbeContext extends Pick<Run, 'app' | 'judge' | 'ledger'> {
  readonly settings: Pick<FuzzSettings, 'voiceUrl' | 'method' | 'call'>
}

const refusals: ReadonlySet<number> = new Set([401, 403])
/** A slow app can be fuzzed: later phases report that it is slow. */
const slownessCodes: ReadonlySet<string> = new Set(['no-answer-in-time', 'total-timeout'])

/**
 * Sends one plain webhook, to check that the app answers and accepts the signature. Undefined when it can be fuzzed.
 */
export async function probePhase({
  app,
  judge,
  ledger,
  settings,
}: ProbeContext): Promise<Obstacle | undefined> {
  const { voiceUrl: url, method, call } = settings
  const kind = 'voice.incoming-pstn'
  const parameters = sidRenewal(app.freshSid)(plainOfKind(kind, call))
  const sent = await app.send({ kind, method, url, parameters })
  const { response, problem } = sent
  if (response === null && !isAnswered(sent)) {
    if (slownessCodes.has(problem?.code ?? '')) return undefined
    const why = problem?.message ?? 'no answer came back'
    return { reason: `The app cannot be reached: ${why}.`, isFinding: false }
  }
  judge(sent)
  if (response === null || !refusals.has(response.status)) return undefined
  return { reason: await reportRefusal({ app, ledger }, sent, response.status), isFinding: true }
}

const usualHint =
  'Check that the app uses the same auth token (--auth-token) and the same public URL (--public-url).'

async function reportRefusal(
  { app, ledger }: Pick<ProbeContext, 'app' | 'ledger'>,
  { sent, exchanges }: Sent,
  status: number,
): Promise<string> {
  const hint = await refusalHint(sent, app.send)
  const message = `The app answers HTTP ${status} to a correctly signed request. ${hint ?? usualHint}`
  const finding = {
    code: 'right-signature-refused',
    severity: 'error',
    message,
    twilioCode: debuggerCode.httpRetrievalFailure,
  } as const
  await ledger.report({
    finding,
    key: symptomOf(finding, sent.url),
    request: sent,
    status,
    path: [],
    proof: { type: 'requests', requests: [sent] },
    exchanges: exchanges(),
  })
  return message
}
