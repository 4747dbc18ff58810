import type { Exchange } from '@ringback/recording'
import type { CheckFinding } from './finding.ts'

/** What a check looks at: an exchange as the proxy, the simulator or the fuzzer observed it. */
export type ObservedExchange = Pick<Exchange, 'kind' | 'request' | 'response' | 'durationMs' | 'problem'>

/** How strict the checks are. */
export interface CheckOptions {
  /** Milliseconds that an answer may take, if that is less than what Twilio waits. A slower one is a warning. */
  readonly budgetMs?: number
}

/** Judges one exchange. Pure, and never throws. */
export interface Check {
  /** The name under which it is switched on and off. */
  readonly name: string
  /** What a good answer is, in a sentence. */
  readonly title: string
  readonly judge: (exchange: ObservedExchange, options: CheckOptions) => readonly CheckFinding[]
}
