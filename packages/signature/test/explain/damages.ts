import type { CauseCode, RequestToExplain } from '@ringback/signature'

/** A request as an app sees it, with its parts still apart. */
export interface Seen {
  readonly scheme: string
  readonly host: string
  readonly port: string
  readonly path: string
  readonly query: string
  readonly parameters: readonly (readonly [string, unknown])[]
  readonly authToken: string
  readonly signature: string
  readonly headers: Readonly<Record<string, string>>
  readonly candidates: NonNullable<RequestToExplain['candidates']>
}

/** Something that stands between Twilio and an app's check, and the cause that it must be explained by. */
export interface Damage {
  readonly name: string
  readonly part: keyof Seen
  readonly code: CauseCode
  readonly on: (seen: Seen) => Seen
}

function damage<P extends keyof Seen>(
  name: string,
  part: P,
  code: CauseCode,
  change: (value: Seen[P], seen: Seen) => Seen[P],
  beside: (seen: Seen) => Partial<Seen> = () => ({}),
): Damage {
  return { name, part, code, on: (seen) => ({ ...seen, [part]: change(seen[part], seen), ...beside(seen) }) }
}

const header =
  (name: string, value: (seen: Seen) => string) =>
  (seen: Seen): Partial<Seen> => ({ headers: { ...seen.headers, [name]: value(seen) } })

const values =
  (change: (value: string, name: string) => unknown): ((all: Seen['parameters']) => Seen['parameters']) =>
  (all) =>
    all.map(([name, value]) => [name, change(String(value), name)])

/** Every listed way in which a request stops matching its signature. */
export const damages: readonly Damage[] = [
  damage('TLS ends at a proxy', 'scheme', 'scheme', () => 'http://'),
  damage(
    'the proxy replaces the host and forwards it',
    'host',
    'host',
    () => 'app.internal',
    header('X-Forwarded-Host', ({ host }) => host),
  ),
  damage(
    'the host is one of the candidates',
    'host',
    'host',
    () => 'app.internal',
    ({ host, candidates }) => ({
      candidates: { ...candidates, hosts: ['other.example.com', host] },
    }),
  ),
  damage(
    'the Forwarded header tells the host',
    'host',
    'host',
    () => '10.0.0.7',
    header('Forwarded', ({ host }) => `for=192.0.2.1;host="${host}";proto=https`),
  ),
  damage('the app sees its own port', 'port', 'port', () => ':3000'),
  damage(
    'the port is removed',
    'port',
    'port',
    () => '',
    ({ candidates }) => ({ candidates: { ...candidates, ports: [8443] } }),
  ),
  damage('the default port is added', 'port', 'port', () => ':443'),
  damage(
    'the proxy strips a prefix and says so',
    'path',
    'path-prefix-missing',
    (path) => path.replace('/hooks', ''),
    header('X-Forwarded-Prefix', () => '/hooks'),
  ),
  damage(
    'the proxy strips a candidate prefix',
    'path',
    'path-prefix-missing',
    (path) => path.replace('/hooks', ''),
    ({ candidates }) => ({
      candidates: { ...candidates, pathPrefixes: ['/hooks'] },
    }),
  ),
  damage('the proxy adds a prefix', 'path', 'path-prefix-added', (path) => `/backend${path}`),
  damage(
    'the proxy rewrites the path and keeps it in a header',
    'path',
    'path-rewritten',
    () => '/',
    header('X-Original-URI', ({ path }) => path),
  ),
  damage('the trailing slash is gone', 'path', 'trailing-slash', (path) => path.slice(0, -1)),
  damage('the index page is added', 'path', 'path-rewritten', (path) => `${path}index.php`),
  damage(
    'the query is dropped and known from the original target',
    'query',
    'query-missing',
    () => '',
    header('X-Original-URL', ({ path, query }) => path + query),
  ),
  damage(
    'the query is a candidate',
    'query',
    'query-missing',
    () => '',
    ({ query, candidates }) => ({
      candidates: { ...candidates, queries: [query] },
    }),
  ),
  damage('the query is encoded again with plus signs', 'query', 'query-encoding', (query) =>
    query.replaceAll('%20', '+'),
  ),
  damage('the query is decoded', 'query', 'query-encoding', (query) => decodeURIComponent(query)),
  damage('the query is sorted', 'query', 'query-order', () => '?b=two%20words&c=3&a=1'),
  damage('the router adds to the query', 'query', 'query-added', (query) => `${query}&slug=voice`),
  damage(
    'a value is trimmed',
    'parameters',
    'parameters-trimmed',
    values((value) => value.trim()),
  ),
  damage(
    'empty values become null',
    'parameters',
    'parameters-null',
    values((value) => (value === '' ? null : value)),
  ),
  damage(
    'empty values are dropped',
    'parameters',
    'parameters-dropped',
    (all) => all.filter(([, value]) => value !== ''),
    ({ candidates }) => ({
      candidates: { ...candidates, parameterNames: ['CallSid', 'ToCity', 'ToZip', 'From'] },
    }),
  ),
  damage('brackets become objects', 'parameters', 'parameters-nested', (all) => [
    ...all.filter(([name]) => !name.startsWith('Meta[')),
    ['Meta', { colour: 'red', size: 'XL' }],
  ]),
  damage('lists get brackets', 'parameters', 'parameters-renamed', (all) =>
    all.map(([name, value]) => [name === 'Tone' ? 'Tone[]' : name, value]),
  ),
  damage(
    'only the last value of a list is left: joined by commas',
    'parameters',
    'parameters-repeated',
    (all) => [...all.filter(([name]) => name !== 'Tone'), ['Tone', 'high,low']],
  ),
  damage(
    'plus signs become spaces',
    'parameters',
    'parameters-plus',
    values((value) => value.replace('+', ' ')),
  ),
  damage(
    'plus signs are lost',
    'parameters',
    'parameters-plus',
    values((value) => value.replace('+', '')),
  ),
  damage(
    'values are not decoded',
    'parameters',
    'parameters-not-decoded',
    values((value) => encodeURIComponent(value).replaceAll('%20', '+')),
  ),
  damage(
    'UTF-8 is read as Latin-1',
    'parameters',
    'parameters-charset',
    values((value) => Buffer.from(value).toString('latin1')),
  ),
  damage(
    'HTML is escaped',
    'parameters',
    'parameters-escaped',
    values((value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
  ),
  damage('names change case', 'parameters', 'parameters-renamed', (all) =>
    all.map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  ),
  damage('the query is merged into the parameters', 'parameters', 'parameters-merged-with-query', (all) => [
    ...all,
    ['a', '1'],
    ['b', 'two words'],
    ['c', '3'],
  ]),
  damage('a parameter is added', 'parameters', 'parameters-added', (all) => [
    ...all,
    ['Controller', 'voice'],
  ]),
  damage(
    'another token is in use',
    'authToken',
    'auth-token-live',
    () => 'ffffffffffffffffffffffffffffffff',
    ({ authToken, candidates }) => ({
      candidates: {
        ...candidates,
        authTokens: ['00000000000000000000000000000000', { token: authToken, role: 'live' }],
      },
    }),
  ),
  damage('the token has a line break', 'authToken', 'auth-token-untidy', (token) => `"${token}"\n`),
  damage('the signature header is quoted', 'signature', 'signature-untidy', (signature) => ` "${signature}"`),
]
