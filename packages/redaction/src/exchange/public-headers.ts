const mediaType = String.raw`(?:\*|application|audio|image|multipart|text|video)\/[a-z*][a-z0-9.+*-]{0,40}`
const date =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/
const directive =
  '(?:no-cache|no-store|no-transform|max-age|s-maxage|private|public|must-revalidate|proxy-revalidate|immutable|only-if-cached|max-stale|min-fresh|stale-while-revalidate|stale-if-error)'
const product = String.raw`(?:TwilioProxy|Twilio|curl|Wget|node|undici|axios|got|node-fetch|python-requests|okhttp|Go-http-client|PostmanRuntime|Express|nginx|Apache|Fastify|Hono|cloudflare|envoy|ringback)`
const coding = '(?:gzip|deflate|br|zstd|identity|compress|chunked|\\*)(?:;q=[01](?:\\.\\d{1,3})?)?'

/**
 * By lower-case name, the header values that tell nothing about anybody and stay as they are. A value that does not
 * match is treated like that of an unknown header.
 */
export const publicHeaders: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    accept: listOf(`${mediaType}(?:;q=[01](?:\\.\\d{1,3})?)?`),
    'accept-charset': /^(?:utf-8|iso-8859-1|\*)(?:[;,] ?(?:q=[\d.]+|utf-8|iso-8859-1|\*))*$/i,
    'accept-encoding': listOf(coding),
    'accept-language': listOf(String.raw`(?:\*|[a-z]{2}(?:-[A-Z]{2})?)(?:;q=[01](?:\.\d{1,3})?)?`),
    age: /^\d{1,6}$/,
    'cache-control': listOf(`${directive}(?:=\\d{1,10})?`),
    connection: listOf('(?:keep-alive|close|upgrade)'),
    'content-encoding': listOf(coding),
    'content-length': /^\d{1,12}$/,
    'content-type': new RegExp(`^${mediaType}(?:; ?charset="?(?:utf-8|us-ascii|iso-8859-\\d{1,2})"?)?$`, 'i'),
    date,
    expires: date,
    'keep-alive': /^timeout=\d+(?:, ?max=\d+)?$/,
    'last-modified': date,
    pragma: /^no-cache$/,
    server: new RegExp(`^${product}(?:/[\\d.]+)?$`, 'i'),
    'transfer-encoding': listOf(coding),
    upgrade: /^websocket$/i,
    'sec-websocket-version': /^\d{1,2}$/,
    'user-agent': new RegExp(`^${product}(?:/v?[\\d.]+)?$`, 'i'),
    vary: /^(?:\*|(?:Accept|Accept-Encoding|Accept-Language|Origin|Cookie)(?:, ?(?:Accept|Accept-Encoding|Accept-Language|Origin|Cookie))*)$/i,
    'x-forwarded-port': /^\d{1,5}(?:, ?\d{1,5})*$/,
    'x-forwarded-proto': /^(?:https?|wss?)(?:, ?(?:https?|wss?))*$/i,
    'x-home-region': /^[a-z]{2}\d$/,
    'x-powered-by': new RegExp(`^${product}$`, 'i'),
  }),
)

function listOf(item: string): RegExp {
  return new RegExp(`^${item}(?:, ?${item})*$`, 'i')
}
