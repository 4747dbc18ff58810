import { nearest, RingbackError, shortened } from '@ringback/common'
import { kinds } from './kinds.ts'

const mostNamed = 5
const names: readonly string[] = kinds.map(({ kind }) => kind)

/** The error for an unknown webhook kind: code `unknown-kind`, with the kinds that were probably meant. */
export function unknownKindError(name: string): RingbackError {
  const meant = meantBy(name)
  const question = meant.length === 0 ? '' : ` Did you mean ${meant.join(', ')}?`
  return new RingbackError(
    'unknown-kind',
    `Unknown webhook kind ${name === '' ? '""' : shortened(name)}.${question}`,
    {
      remedy: 'List the kinds: ringback catalog',
    },
  )
}

function meantBy(name: string): readonly string[] {
  if (name === '') return []
  const alike = nearest(name, names)
  if (alike !== undefined) return [alike]
  const written = name.toLowerCase()
  const inName = names.filter((kind) => kind.includes(written))
  const begins = names.filter((kind) => nearest(written, [kind.slice(0, written.length)]) !== undefined)
  return (inName.length > 0 ? inName : begins).slice(0, mostNamed)
}
