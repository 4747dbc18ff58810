import { judged, refused, type Mutation } from './mutation.ts'

const path =
  (change: (path: string) => string, judge: typeof refused = refused): Mutation =>
  (wire) => {
    const [before = '', ...query] = wire.target.split('?')
    const after = change(before)
    return after === before ? undefined : judge({ ...wire, target: [after, ...query].join('?') })
  }

const target =
  (change: (target: string) => string, judge: typeof refused = refused): Mutation =>
  (wire) => {
    const after = change(wire.target)
    return after === wire.target ? undefined : judge({ ...wire, target: after })
  }

/** Changes to the request target: what it asks for, and how it is written. */
export const targetMutations: Readonly<Record<string, Mutation>> = {
  'another path': path((text) => `${text}x`),
  'a path below': path((text) => `${text.replace(/\/$/, '')}/admin`),
  'a slash behind': (wire, salt) =>
    wire.kind === 'upgrade' ? undefined : path((text) => `${text}/`)(wire, salt),
  'a double slash': path((text) => `/${text}`),
  'a dot segment': path((text) => `/.${text}`),
  'a parent segment': path((text) => `/x/..${text}`),
  'an encoded parent segment': path((text) => `/x/%2e%2e${text}`),
  'a backslash': path((text) => `/x\\..${text}`),
  'an escape in the path': path((text) =>
    text.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ),
  'an encoded slash': path((text) => text.replace(/(?<=.)\//, '%2f')),
  'another case': path((text) => text.toUpperCase()),
  'a path parameter': path((text) => `${text};a=b`),
  'a null byte': path((text) => `${text}%00`),
  'raw UTF-8 in the path': path((text) => `${text}é`),
  'a fragment': target((text) => `${text}#x`),
  'a fragment in front of the query': target((text) => text.replace(/\?|$/, '#?')),
  'a parameter added to the query': target((text) => `${text}${text.includes('?') ? '&' : '?'}Extra=1`),
  'an empty query': target((text) => (text.includes('?') ? text : `${text}?`), judged),
  'the query dropped': target((text) => text.replace(/\?.*$/, '')),
  'the first letter of the query encoded': target(
    (text) =>
      text.replace(/\?([A-Za-z])/, (_all, letter: string) => `?%${letter.charCodeAt(0).toString(16)}`),
    judged,
  ),
  'an escape in small letters': target(
    (text) => text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    judged,
  ),
  'a bad escape in the query': target((text) => `${text}${text.includes('?') ? '' : '?'}%zz`),
  'absolute form of another host': target((text) => `http://evil.example.com${text}`),
  'absolute form of the public URL': target((text) => `https://voice.example.com${text}`),
  'absolute form with user name': target((text) => `https://voice.example.com@evil.example.com${text}`),
  'asterisk form': (wire) => refused({ ...wire, method: 'OPTIONS', target: '*' }),
  'authority form': (wire) => refused({ ...wire, method: 'CONNECT', target: 'voice.example.com:443' }),
}
