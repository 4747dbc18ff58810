import { headerName } from '@ringback/catalog'
import { plainWebhook } from '@ringback/arbitraries'
import { lintTwiml } from '@ringback/twiml'
import { headerOf } from '@ringback/recording'
import type { AppTarget } from '../../app/app-target.ts'
import { explainRefusal } from '../../signature-check/explain-refusal.ts'
import {
  sendSigned,
  type ProbeAnswer,
  type ProbedRequest,
  type ProbeTarget,
} from '../../signature-check/send-signed.ts'

/** One thing that was looked at, and what to change where it is not good. */
export interface AppCheck {
  readonly name: 'reachable' | 'signed' | 'twiml' | 'unsigned' | 'wrong-signature'
  readonly isGood: boolean
  readonly message: string
  readonly change?: string
}

/** Asks a running app as Twilio would: whether it answers what is signed, refuses what is not, and sends good TwiML. */
export async function doctorApp(target: AppTarget): Promise<readonly AppCheck[]> {
  const { parameters } = plainWebhook('voice.incoming-pstn')
  const request: ProbedRequest = { method: 'POST', url: target.voiceUrl, parameters }
  const signed = await sendSigned(request, { url: request.url }, target)
  if (signed === undefined) {
    const message = `The app did not answer a webhook for ${request.url}.`
    return [{ name: 'reachable', isGood: false, message, change: 'Start the app, or pass its address.' }]
  }
  const reachable = {
    name: 'reachable',
    isGood: true,
    message: `The app answers at ${target.origin}.`,
  } as const
  return [
    reachable,
    await signedCheck(request, signed, target),
    ...(isSuccess(signed) ? [twimlCheck(signed)] : []),
    ...(isSuccess(signed) ? await refusals(request, target) : []),
  ]
}

function isSuccess({ status }: ProbeAnswer): boolean {
  return status >= 200 && status < 300
}

async function signedCheck(
  request: ProbedRequest,
  { status }: ProbeAnswer,
  target: ProbeTarget,
): Promise<AppCheck> {
  const name = 'signed'
  if (status < 400) {
    const message = `It answers ${status} to a webhook signed for ${request.url}.`
    return { name, isGood: true, message }
  }
  const refusal = await explainRefusal(request, target)
  if (refusal !== undefined) {
    return { name, isGood: false, message: refusal.message, change: refusal.change }
  }
  const message = `It answers ${status} to a webhook signed for ${request.url}.`
  const change =
    status === 404 ? 'Pass the path of the Voice URL: localhost:3000/voice' : 'Look into the log of the app.'
  return { name, isGood: false, message, change }
}

function twimlCheck({ headers, body }: ProbeAnswer): AppCheck {
  const contentType = headerOf(headers, headerName.contentType) ?? ''
  const findings = lintTwiml(body, { contentType })
  const first = findings.find(({ severity }) => severity === 'error')
  if (first === undefined) return { name: 'twiml', isGood: true, message: 'Its TwiML has no errors.' }
  return {
    name: 'twiml',
    isGood: false,
    message: `Its TwiML has an error: ${first.message}`,
    change: 'All findings: ringback check twiml <url>',
  }
}

const wrongSignature = 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='

async function refusals(request: ProbedRequest, target: ProbeTarget): Promise<readonly AppCheck[]> {
  const cases = [
    ['unsigned', 'without a signature', null],
    ['wrong-signature', 'with a wrong signature', wrongSignature],
  ] as const
  const checks: AppCheck[] = []
  for (const [name, what, value] of cases) {
    const answer = await sendSigned(request, { value }, target)
    const isGood = answer !== undefined && answer.status >= 400 && answer.status < 500
    const said = answer === undefined ? 'does not answer' : `answers ${answer.status} to`
    checks.push({
      name,
      isGood,
      message: isGood
        ? `It refuses a webhook ${what}.`
        : `It ${said} a webhook ${what}: anybody can call it.`,
      ...(!isGood && {
        change: 'Check X-Twilio-Signature in the app, or start ringback record with --signature require.',
      }),
    })
  }
  return checks
}
