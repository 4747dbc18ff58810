import type { Answer, Asked, Change } from './changed-app.ts'

type Plain = Answer & { readonly body: string }

const on =
  (path: string, change: (answer: Plain, asked: Asked) => Partial<Answer>): NonNullable<Change['answer']> =>
  (answer, asked) =>
    asked.path === path ? { ...answer, ...change(answer, asked) } : answer

const edit = (path: string, from: string | RegExp, to: string): NonNullable<Change['answer']> =>
  on(path, ({ body }) => ({ body: body.replace(from, to) }))

const greeting = /<Say>Hello[^<]*<\/Say>/
const gather = /<Gather.*<\/Gather>/

/** Each of them loses, misleads or drops a caller, or leaves the app open. */
export const breakingChanges: readonly Change[] = [
  { name: 'Gather is gone', says: /Gather/, answer: edit('/voice', gather, '') },
  { name: 'Redirect is gone', says: /Redirect/, answer: edit('/voice', /<Redirect.*<\/Redirect>/, '') },
  {
    name: 'the menu comes before the greeting',
    says: /Gather|Say/,
    answer: edit('/voice', /(<Say>Hello[^<]*<\/Say>)(<Gather.*<\/Gather>)/, '$2$1'),
  },
  {
    name: 'Hangup comes first',
    says: /Hangup|Hangs up/,
    answer: edit('/voice', '<Response>', '<Response><Hangup/>'),
  },
  {
    name: 'Hangup comes between greeting and menu',
    says: /Hangup|Hangs up/,
    answer: edit('/voice', '<Gather', '<Hangup/><Gather'),
  },
  {
    name: 'Gather has another action',
    says: /Gather has action/,
    answer: edit('/voice', 'action="/voice/menu?attempt=1"', 'action="/voice/other"'),
  },
  {
    name: 'Gather hears keys alone',
    says: /Gather has input/,
    answer: edit('/voice', 'input="dtmf speech"', 'input="dtmf"'),
  },
  {
    name: 'Gather wants two keys',
    says: /Gather has numDigits/,
    answer: edit('/voice', 'numDigits="1"', 'numDigits="2"'),
  },
  {
    name: 'Gather waits a second',
    says: /Gather has timeout/,
    answer: edit('/voice', 'timeout="5"', 'timeout="1"'),
  },
  {
    name: 'Gather asks with GET',
    says: /Gather has method/,
    answer: edit('/voice', '<Gather ', '<Gather method="GET" '),
  },
  { name: 'the greeting is gone', says: /Say/, answer: edit('/voice', greeting, '') },
  { name: 'the greeting is silent', says: /Say/, answer: edit('/voice', greeting, '<Say></Say>') },
  {
    name: 'the prompt of the menu is gone',
    says: /Say/,
    answer: edit('/voice', /(<Gather[^>]*>).*(<\/Gather>)/, '$1$2'),
  },
  { name: 'an unknown verb', says: /Shout/, answer: edit('/voice', '<Gather', '<Shout>Hey</Shout><Gather') },
  {
    name: 'Gather in lower case',
    says: /Gather/,
    answer: on('/voice', ({ body }) => ({ body: body.replaceAll('Gather', 'gather') })),
  },
  {
    name: 'a menu in a sentence',
    says: /Gather/,
    answer: edit('/voice', gather, '<Say><Gather action="/voice/menu"/></Say>'),
  },
  {
    name: 'Redirect leads elsewhere',
    says: /Redirect/,
    answer: edit('/voice', />\/voice\/menu[^<]*<\/Redirect>/, '>/voice/elsewhere</Redirect>'),
  },
  {
    name: 'the content type is JSON',
    says: /instead of Say, Gather/,
    answer: on('/voice', () => ({ type: 'application/json' })),
  },
  { name: 'no content type', says: /instead of Say, Gather/, answer: on('/voice', () => ({ type: '' })) },
  {
    name: 'a status of 500',
    says: /500.*instead of Say, Gather/,
    answer: on('/voice', () => ({ status: 500 })),
  },
  {
    name: 'XML that is not closed',
    says: /instead of Say, Gather/,
    answer: edit('/voice', '</Response>', ''),
  },
  {
    name: 'text in place of TwiML',
    says: /instead of Say, Gather/,
    answer: on('/voice', () => ({ type: 'text/plain', body: 'Welcome' })),
  },
  {
    name: 'Dial calls another number',
    says: /\+12025550199/,
    answer: edit('/voice/menu', '+12025550142', '+12025550199'),
  },
  {
    name: 'Dial shows another number',
    says: /Dial has callerId/,
    answer: edit('/voice/menu', 'callerId="+12025550100"', 'callerId="+12025550199"'),
  },
  {
    name: 'Dial has no action',
    says: /Dial has action/,
    answer: edit('/voice/menu', ' action="/voice/sales-ended"', ''),
  },
  { name: 'Dial is gone', says: /Dial/, answer: edit('/voice/menu', /<Dial.*<\/Dial>/, '') },
  {
    name: 'Enqueue puts into another queue',
    says: /Enqueue/,
    answer: edit('/voice/menu', '>support<', '>sales<'),
  },
  {
    name: 'Enqueue waits with another URL',
    says: /Enqueue has waitUrl/,
    answer: edit('/voice/menu', 'waitUrl="/voice/queue-wait"', 'waitUrl="/voice/music"'),
  },
  { name: 'Record is gone', says: /Record/, answer: edit('/voice/sales-ended', /<Record[^>]*\/>/, '') },
  {
    name: 'Record takes ten seconds',
    says: /Record has maxLength/,
    answer: edit('/voice/sales-ended', 'maxLength="120"', 'maxLength="10"'),
  },
  {
    name: 'nobody handles no-answer',
    says: /500.*instead of Say, Record/,
    answer: on('/voice/sales-ended', (answer, { parameters }) =>
      parameters.get('DialCallStatus') === 'no-answer' ? { status: 500 } : answer,
    ),
  },
  {
    name: 'nothing is done for a busy number',
    says: /Record/,
    answer: on('/voice/sales-ended', (answer, { parameters }) =>
      parameters.get('DialCallStatus') === 'busy' ? { body: '<Response/>' } : answer,
    ),
  },
  {
    name: 'Pause is longer',
    says: /Pause has length/,
    answer: edit('/voice/queue-wait', 'length="20"', 'length="60"'),
  },
  {
    name: 'the caller left in the queue starts over',
    says: /Redirect/,
    answer: on('/voice/queue-left', () => ({ body: '<Response><Redirect>/voice</Redirect></Response>' })),
  },
  {
    name: 'the fallback is empty',
    says: /instead of Say, Hangup/,
    answer: on('/voice/fallback', () => ({ body: '' })),
  },
  {
    name: 'the status callback fails',
    says: /500.*misses the event/,
    answer: on('/status', () => ({ status: 500 })),
  },
  { name: 'the signature check is gone', says: /X-Twilio-Signature/, unsigned: true },
]
