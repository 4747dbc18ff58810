import type { DocumentContextRow } from '../model.ts'
import { verb } from '../names.gen.ts'

/** Where in a call a document is used; it decides which verbs may stand in it. */
export type DocumentContext =
  | 'voice'
  | 'number-url'
  | 'client-url'
  | 'sip-url'
  | 'whatsapp-url'
  | 'queue-url'
  | 'wait-url'
  | 'conference-wait-url'

/**
 * What may stand in a document, by its place in a call. Sources: the documentation of Number, Queue, Enqueue and Conference; the
 * codes of Twilio's debugger.
 */
export const documentContexts: Readonly<Record<DocumentContext, DocumentContextRow>> = {
  voice: { title: 'a document that steers the call' },
  'number-url': {
    title: 'the url of a Number, run on the called leg',
    verbs: [verb.Play, verb.Say, verb.Gather, verb.Hangup, verb.Pause, verb.Redirect],
    errorCode: 13201,
    errorCodeFor: [verb.Dial],
  },
  'client-url': {
    title: 'the url of a Client, run on the called leg',
    forbiddenVerbs: [verb.Dial],
    errorCode: 13201,
  },
  'sip-url': {
    title: 'the url of a Sip, run on the called leg',
    forbiddenVerbs: [verb.Dial],
    errorCode: 13201,
  },
  'whatsapp-url': {
    title: 'the url of a WhatsApp, run on the called leg',
    forbiddenVerbs: [verb.Dial],
    errorCode: 13201,
  },
  'queue-url': {
    title: 'the url of a Queue, run for the caller who waited',
    verbs: [verb.Play, verb.Say, verb.Pause, verb.Redirect],
  },
  'wait-url': {
    title: 'the waitUrl of Enqueue',
    verbs: [verb.Play, verb.Say, verb.Pause, verb.Hangup, verb.Redirect, verb.Leave, verb.Gather],
    loops: true,
  },
  'conference-wait-url': {
    title: 'the waitUrl of a Conference',
    verbs: [verb.Play, verb.Say, verb.Pause, verb.Redirect],
    errorCode: 13238,
  },
}
