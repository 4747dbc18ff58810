import type { Check, CheckOptions, ObservedExchange } from './check.ts'
import type { CheckFinding } from './finding.ts'
import { answerBody } from './exchange-checks/answer-body.ts'
import { answerSize } from './exchange-checks/answer-size.ts'
import { answerTime } from './exchange-checks/answer-time.ts'
import { callbackAccepted } from './exchange-checks/callback-accepted.ts'
import { contentType } from './exchange-checks/content-type.ts'
import { escapedTwice } from './exchange-checks/escaped-twice.ts'
import { httpStatus } from './exchange-checks/http-status.ts'
import { noAnswer } from './exchange-checks/no-answer.ts'
import { placeholder } from './exchange-checks/placeholder.ts'
import { silentEnd } from './exchange-checks/silent-end.ts'
import { tollFraud } from './exchange-checks/toll-fraud.ts'
import { twiml } from './exchange-checks/twiml.ts'

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
