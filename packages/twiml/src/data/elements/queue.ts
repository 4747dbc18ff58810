import type { ElementRow } from '../../model.ts'

/** Waiting in a queue. */
export const queueElements: readonly ElementRow[] = [
  {
    id: 'Enqueue',
    name: 'Enqueue',
    kind: 'verb',
    text: 'allowed',
    children: ['Task'],
    attributes: [
      {
        name: 'action',
        type: 'url',
        errorCode: 14203,
        evidence: 'documented+typed',
        schema: 'string',
        note: 'no default: without it the next verb runs',
      },
      {
        name: 'maxQueueSize',
        type: 'integer',
        default: '1000',
        evidence: 'typed',
        note: '1000 is the documented default length of a queue',
      },
      {
        name: 'method',
        type: 'httpMethod',
        default: 'POST',
        errorCode: 14201,
        evidence: 'documented+typed',
        schema: 'string',
      },
      {
        name: 'waitUrl',
        type: 'url',
        errorCode: 14202,
        evidence: 'documented+typed',
        schema: 'string',
        note: 'no value: Twilio hold music by GET; empty string: silence; re-requested when its TwiML runs out',
      },
      {
        name: 'waitUrlMethod',
        type: 'httpMethod',
        default: 'POST',
        errorCode: 14206,
        evidence: 'documented+typed',
        schema: 'string',
        note: 'GET when waitUrl is absent',
      },
      {
        name: 'workflowSid',
        type: 'sid',
        prefix: 'WW',
        errorCode: 14220,
        evidence: 'documented+typed',
        schema: 'string',
      },
    ],
    callbacks: [
      {
        attribute: 'action',
        request: 'action request; the TwiML answer takes over the call',
        answer: 'run',
        methodAttribute: 'method',
        when: 'the call left the queue; for a bridged call only after the bridge ended',
      },
      {
        attribute: 'waitUrl',
        request: 'hold document or audio; requested again each time it runs out',
        answer: 'run',
        methodAttribute: 'waitUrlMethod',
      },
    ],
    note: 'Text is the queue name (1-64 characters, 14204/14205); with workflowSid and a Task child no name is needed. Typings call it a noun, docs a verb. Older schema also allows a TaskAttributes child.',
    sources: [
      'twilio@6.2.0 typings',
      'https://www.twilio.com/docs/voice/twiml/enqueue',
      'published 2010 schema',
    ],
  },
  {
    id: 'Task',
    name: 'Task',
    kind: 'noun',
    text: 'required',
    children: [],
    attributes: [
      { name: 'priority', type: 'integer', evidence: 'typed', schema: 'int' },
      { name: 'timeout', type: 'integer', evidence: 'typed', schema: 'int' },
    ],
    note: 'Text is a JSON object (14221).',
    sources: ['twilio@6.2.0 typings', 'published 2010 schema'],
  },
]
