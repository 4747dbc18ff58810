import type { Check, CheckOptions, ObservedExchange } from './check.ts'
import type { CheckFinding } from './finding.ts'
import { answerBody } from './judgements/answer-body.ts'
import { answerSize } from './judgements/answer-size.ts'
import { answerTime } from './judgements/answer-time.ts'
import { callbackAccepted } from './judgements/callback-accepted.ts'
import { contentType } from './judgements/content-type.ts'
import { escapedTwice } from './judgements/escaped-twice.ts'
import { httpStatus } from './judgements/http-status.ts'
import { noAnswer } from './judgements/no-answer.ts'
import { placeholder } from './judgements/placeholder.ts'
import { silentEnd } from './judgements/silent-end.ts'
import { tollFraud } from './judgements/toll-fraud.ts'
import { twiml } from './judgements/twiml.ts'

/** The checks that need nothing but the exchange. */
export const checks: readonly Check[] = [
  noAnswer,
  answerTime,
  httpStatus,
  callbackAccepted,
  contentType,
  answerSize,
  answerBody,
  twiml,
  placeholder,
  escapedTwice,
  silentEnd,
  tollFraud,
]

/** What all checks, or those given, find about one exchange. */
export function judgeExchange(
  exchange: ObservedExchange,
  options: CheckOptions & { readonly checks?: readonly Check[] } = {},
): readonly CheckFinding[] {
  return (options.checks ?? checks).flatMap((check) => check.judge(exchange, options))
}
