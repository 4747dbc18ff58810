import type { Tool } from '../server/tool.ts'
import { checkTwiml } from './read/check-twiml.ts'
import { checkWebhook } from './read/check-webhook.ts'
import { explainCode } from './read/explain-code.ts'
import { explainParameter } from './read/explain-parameter.ts'
import { explainSignature } from './read/explain-signature.ts'
import { explainTwimlElement, listTwimlElements } from './read/explain-twiml.ts'
import { explainWebhookKind, listWebhookKinds } from './read/explain-webhook-kind.ts'
import { listFindings } from './read/list-findings.ts'
import { listRecordings } from './read/list-recordings.ts'
import { readExchange } from './read/read-exchange.ts'
import { readRecording } from './read/read-recording.ts'
import { recordingFindings } from './read/recording-findings.ts'

/** The tools that read, and send nothing. */
export const readingTools: readonly Tool[] = [
  listRecordings,
  readRecording,
  readExchange,
  recordingFindings,
  listFindings,
  checkTwiml,
  checkWebhook,
  explainSignature,
  explainCode,
  listWebhookKinds,
  explainWebhookKind,
  explainParameter,
  listTwimlElements,
  explainTwimlElement,
]
