import type { ContractDifference } from '../compare/contract-difference.ts'
import { type AppAccess, askApp, isNoAnswer } from './ask-app.ts'
import type { Webhook } from './webhook.ts'

/** Sends the same request with a wrong signature, where the contract says that the app refuses it. */
export async function forgedAccepted(
  webhook: Webhook,
  access: AppAccess,
): Promise<readonly ContractDifference[]> {
  if (access.authToken === undefined || webhook.note?.refusesForged !== true) return []
  const answer = await askApp(webhook, access, true)
  if (isNoAnswer(answer) || answer.status >= 300) return []
  const message =
    `The app answers ${answer.status} to a request with a wrong X-Twilio-Signature: ` +
    'it does not check the signature, and anyone who knows the URL can send requests as Twilio.'
  return [{ code: 'forged-accepted', severity: 'breaking', message }]
}
