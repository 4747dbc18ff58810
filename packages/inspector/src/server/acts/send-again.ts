import { judgeExchange, type AnswerDifference } from '@ringback/checks'
import type { Exchange, Recording } from '@ringback/recording'
import { replay, type ReplayedExchange } from '@ringback/replay'
import type { SentView } from '../../model/act-view.ts'
import { answerView } from '../../view/answer-view.ts'
import { findingView } from '../../view/finding-view.ts'
import type { AppToAsk, ReplayMeans } from './act-options.ts'
import { appClients } from './app-clients.ts'

/** How exchanges are sent again. */
export interface SendOptions {
  readonly app: AppToAsk
  /** Absent: signed with a made-up one. */
  readonly authToken?: string | undefined
  readonly means: ReplayMeans
  /** Ends it after the exchange being sent. */
  readonly signal: AbortSignal
}

/** Sends exchanges of a recording to the app again, in order, and compares the answers as `ringback replay` does. */
export async function sendAgain(
  recording: Recording,
  exchanges: readonly Exchange[],
  { app, authToken, means, signal }: SendOptions,
): Promise<readonly SentView[]> {
  const clients = appClients(app, authToken)
  const views: SentView[] = []
  try {
    const recordings = [{ ...recording, exchanges }]
    for await (const event of replay({ recordings, clientFor: clients.clientFor, signal, ...means })) {
      if (event.type === 'exchange') views.push(sentView(event))
    }
    return views
  } finally {
    await clients.close()
  }
}

function sentView(replayed: ReplayedExchange): SentView {
  const { exchange, verdict, sent, reason, differences, answer, problem, durationMs } = replayed
  const findings =
    sent === null
      ? []
      : judgeExchange({ ...exchange, response: answer, problem, durationMs }).map(findingView)
  return {
    exchange: exchange.id,
    verdict,
    sent,
    reason: reason ?? null,
    differences: differences.map(differenceView),
    findings,
    answer: answer === null ? null : answerView(answer, findings),
    problem: problem?.message ?? null,
    durationMs,
  }
}

function differenceView({ severity, message, path }: AnswerDifference): SentView['differences'][number] {
  return { severity, message, where: path ?? null }
}
