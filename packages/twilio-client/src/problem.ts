import { debuggerCode, failureCode, type DebuggerCode, type FailureReason } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'

/** The problems of an answer or a call, besides failures of the network. */
type AnswerProblem =
  | 'bad-url'
  | 'http-status'
  | 'no-content-type'
  | 'app-threw'
  | 'too-many-redirects'
  | 'bad-redirect'
  | 'answer-too-large'
  | 'empty-answer'
  | 'bad-content-type'
  | 'caller-id-missing'
  | 'queue-full'
  | 'stream-connection'
  | 'stream-closed'
  | 'stream-lost'
  | 'stream-protocol'
  | 'stream-malformed-message'
  | 'stream-invalid-message'
  | 'stream-media-discarded'
  | 'relay-connection'
  | 'relay-closed'
  | 'relay-invalid-message'
  | 'refer-without-sip'
  | 'transfer-refused'
  | 'callback-failed'
  | 'conference-full'
  | 'label-in-use'
  | 'no-base-url'
  | 'callback-answer-too-large'
  | 'callback-too-many-redirects'

/** Each of them, with the code that Twilio's debugger logs. */
const answerCodes: Readonly<Record<AnswerProblem, DebuggerCode>> = {
  'bad-url': debuggerCode.invalidUrl,
  'http-status': debuggerCode.httpRetrievalFailure,
  'no-content-type': debuggerCode.httpRetrievalFailure,
  'app-threw': debuggerCode.httpRetrievalFailure,
  'too-many-redirects': debuggerCode.httpTooManyRedirects,
  'bad-redirect': debuggerCode.httpInvalidRedirect,
  'answer-too-large': debuggerCode.twimlBodyTooLarge,
  'empty-answer': debuggerCode.emptyBody,
  'bad-content-type': debuggerCode.invalidContentType,
  'caller-id-missing': debuggerCode.dialInvalidCallerId,
  'queue-full': debuggerCode.enqueueQueueFull,
  'stream-connection': debuggerCode.streamHandshakeError,
  'stream-closed': debuggerCode.streamCloseError,
  'stream-lost': debuggerCode.streamBrokenPipe,
  'stream-protocol': debuggerCode.streamProtocolError,
  'stream-malformed-message': debuggerCode.streamMalformedMessage,
  'stream-invalid-message': debuggerCode.streamInvalidMessage,
  'stream-media-discarded': debuggerCode.streamMediaDiscarded,
  'relay-connection': debuggerCode.relayConnectionFailed,
  'relay-closed': debuggerCode.relayWebSocketEnded,
  'relay-invalid-message': debuggerCode.relayInvalidMessage,
  'refer-without-sip': debuggerCode.referOnNonSipCall,
  'transfer-refused': debuggerCode.dialReferUrlMissing,
  'callback-failed': debuggerCode.callProgressCallbackWarning,
  'conference-full': debuggerCode.conferenceFull,
  'label-in-use': debuggerCode.conferenceLabelInUse,
  'no-base-url': debuggerCode.actionUrlNotAbsolute,
  'callback-answer-too-large': debuggerCode.callbackAnswerTooLarge,
  'callback-too-many-redirects': debuggerCode.callbackTooManyRedirects,
}

/** The name of a problem that Twilio has a code for. */
export type TwilioProblemCode = AnswerProblem | FailureReason

/** A problem with the code of Twilio's debugger; `twilioCode` is given where there is a choice. */
export function twilioProblem(code: TwilioProblemCode, message: string, twilioCode?: DebuggerCode): Problem {
  return { code, message, twilioCode: twilioCode ?? codeOf(code) }
}

function codeOf(code: TwilioProblemCode): DebuggerCode {
  return isAnswerCode(code) ? answerCodes[code] : failureCode(code)
}

function isAnswerCode(code: TwilioProblemCode): code is AnswerProblem {
  return Object.hasOwn(answerCodes, code)
}
