import { caller, national, type Placement } from '../placement.ts'
import { base64, echoed, say } from './answers.ts'

const hex = (text: string): string => Buffer.from(text).toString('hex')

/** The number of the caller in URLs, markup and bodies of every kind. */
export const placesOfANumber: readonly Placement[] = [
  echoed(
    'the number in a URL of an action',
    [national, `%2B1${national}`],
    { From: caller },
    `<Response><Gather action="https://app.example.com/next?from=%2B1${national}"/></Response>`,
  ),
  echoed(
    'the number in the path of an action',
    [national],
    { From: caller },
    `<Response><Gather action="/next/%2B1${national}"/></Response>`,
  ),
  echoed(
    'the number as hexadecimal',
    [hex(caller)],
    { From: caller },
    `<Response><Redirect>/n?s=${hex(caller)}</Redirect></Response>`,
  ),
  echoed(
    'the number as hexadecimal of an integer',
    [Number(national).toString(16)],
    { From: caller },
    `<Response><Redirect>/n?s=${Number(national).toString(16)}</Redirect></Response>`,
  ),
  echoed(
    'the number in base64 in a URL',
    [base64(caller), base64(caller).replaceAll('=', '')],
    { From: caller },
    `<Response><Redirect>/n?s=${encodeURIComponent(base64(caller))}</Redirect></Response>`,
  ),
  echoed(
    'the number in JSON in a parameter',
    [national],
    { From: caller },
    `<Response><Connect><Stream url="wss://a.example.com/s"><Parameter name="ctx" value="{&quot;from&quot;:&quot;${caller}&quot;}"/></Stream></Connect></Response>`,
  ),
  echoed(
    'the number backwards',
    [national.split('').toReversed().join('')],
    { From: caller },
    say(national.split('').toReversed().join('')),
  ),
  echoed(
    'the number in a conference',
    [national],
    { From: caller },
    `<Response><Dial><Conference statusCallback="/c?f=${national}">conf${national}</Conference></Dial></Response>`,
  ),
  echoed(
    'the number in a namespace',
    [national],
    { From: caller },
    `<Response xmlns:x="urn:${national}"><x:y n="${national}"/></Response>`,
  ),
  echoed(
    'the number in the name of an element',
    [national],
    { From: caller },
    `<Response><n${national}/></Response>`,
  ),
  echoed(
    'the number in the name of an attribute',
    [national],
    { From: caller },
    `<Response><Say n${national}="1">a</Say></Response>`,
  ),
  echoed(
    'the number in a document type',
    [national],
    { From: caller },
    `<!DOCTYPE Response [<!ENTITY n "${national}">]><Response><Say>&n;</Say></Response>`,
  ),
  echoed(
    'the number in a processing instruction',
    [national],
    { From: caller },
    `<?app ${national}?><Response/>`,
  ),
  echoed('the number behind the document', [national], { From: caller }, `<Response/><!-- ${national} -->`),
  echoed(
    'the number in a document that is not closed',
    [national],
    { From: caller },
    `<Response><Say>${national}`,
  ),
  echoed(
    'the number in an attribute without quotes',
    [national],
    { From: caller },
    `<Response><Say n=${national}>a</Say></Response>`,
  ),
  echoed(
    'the number in an attribute that is not closed',
    [national],
    { From: caller },
    `<Response><Say n="${national}>a</Say></Response>`,
  ),
  echoed(
    'the number in CDATA in two parts',
    ['61755', '50191'],
    { From: caller },
    say('<![CDATA[61755]]><![CDATA[50191]]>'),
  ),
  echoed('the number with a comment inside', [], { From: caller }, say('61755<!-- x -->50191')),
  echoed(
    'the number in an HTML page',
    [national],
    { From: caller },
    `<html><head><title>${national}</title></head><script>var n="${national}"</script></html>`,
  ),
  echoed(
    'the number in a stack trace',
    [national],
    { From: caller },
    `Error: no customer ${caller}\n    at find (/srv/app/db.js:12:3)`,
  ),
  echoed(
    'the name in a stack trace',
    ['penelope'],
    { CallerName: 'Penelope Quist' },
    `Error: no customer {"name":"Penelope Quist"}\n    at find (/srv/app/db.js:12:3)`,
  ),
  echoed('the number in CSV', [national], { From: caller }, `from,to\n${national},1\n`),
]
