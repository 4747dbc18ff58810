import { judged, refused, withForm, type Mutated, type Mutation } from './mutation.ts'

const form =
  (change: (text: string, salt: number) => string, judge: typeof refused = refused): Mutation =>
  (wire, salt) => {
    const mutated = withForm(wire, (text) => change(text, salt))
    return mutated === undefined || mutated.body.equals(wire.body) ? undefined : judge(mutated)
  }

/** Which of the pairs: AccountSid and CallSid are always there, so that something is lost. */
const pairAt = (text: string, salt: number): number => salt % Math.min(text.split('&').length, 2)

const changePair = (text: string, salt: number, change: (pair: string) => string): string =>
  text
    .split('&')
    .map((pair, index) => (index === pairAt(text, salt) ? change(pair) : pair))
    .join('&')

/** Changes to the parameters of a form: names, values, encodings, and what is added or taken away. */
export const parameterMutations: Readonly<Record<string, Mutation>> = {
  'a parameter dropped': form((text, salt) => text.split('&').toSpliced(pairAt(text, salt), 1).join('&')),
  'both SIDs dropped': form((text) => text.split('&').slice(2).join('&')),
  'a parameter added': form((text) => `${text}&Extra=1`),
  'a parameter added in front': form((text) => `Extra=1&${text}`),
  'a value changed': form((text, salt) => changePair(text, salt, (pair) => `${pair}2`)),
  'a name in another case': form((text, salt) =>
    changePair(text, salt, (pair) => pair.replace(/^./, (letter) => letter.toLowerCase())),
  ),
  'a name with an escape': form(
    (text, salt) => changePair(text, salt, (pair) => `%${pair.charCodeAt(0).toString(16)}${pair.slice(1)}`),
    judged,
  ),
  'a name with a bad escape': form((text, salt) => changePair(text, salt, (pair) => `%zz${pair}`)),
  'a name with a null byte': form((text, salt) => changePair(text, salt, (pair) => `${pair}%00`)),
  'a value twice': form((text, salt) => `${text}&${text.split('&')[pairAt(text, salt)] ?? ''}`, judged),
  'a name twice': form((text) => `${text}&CallSid=CA2`),
  'a name as a list': form((text) => text.replace('CallSid=', 'CallSid[]=')),
  'hostile names': form((text, salt) => {
    const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__[admin]', '']
    return `${text}&${hostile[salt % hostile.length] ?? ''}=hostile-value`
  }),
  'a name without a value': form((text) => `${text}&Extra`),
  'an empty pair': form((text) => `${text}&`, judged),
  'an empty name': form((text) => `${text}&=`),
  'other separators': form((text) => text.replaceAll('&', ';')),
  'a boundary between name and value moved': form((text) => text.replace('CallSid=CA', 'CallSidC=A'), judged),
  'a space that is not encoded': form((text) => `${text} `),
  'raw bytes': form((text, salt) => `${text}${String.fromCharCode(0x80 + (salt % 0x80))}`),
  'a null byte': form((text) => `${text}\0`),
  'padding in front': form((text) => `${'p='.padEnd(20_000, 'x')}&${text}`),
  'many parameters': form((text) => `${text}${'&a=1'.repeat(1500)}`),
  'half in the query': (wire, salt): Mutated | undefined => {
    const pair = wire.body.toString().split('&')[pairAt(wire.body.toString(), salt)] ?? ''
    const rest = withForm(wire, (text) =>
      text
        .split('&')
        .filter((each) => each !== pair)
        .join('&'),
    )
    if (rest === undefined) return undefined
    return refused({ ...rest, target: `${wire.target}${wire.target.includes('?') ? '&' : '?'}${pair}` })
  },
  'all in the query': (wire) =>
    wire.kind === 'form'
      ? refused({
          ...wire,
          target: `${wire.target}${wire.target.includes('?') ? '&' : '?'}${wire.body.toString()}`,
          body: Buffer.alloc(0),
        })
      : undefined,
}
