import { fixed, type Forms } from '../form.ts'
import { integerOf } from '../ink.ts'

/** The forms of free text with a plain example. `maxLength` and `forbids` are the catalog's limits. */
export function textForms(plain: string, maxLength: number | undefined, forbids: string | undefined): Forms {
  const odd = [
    fixed('text-non-ascii', 'Zürich – Straße 5'),
    fixed('text-non-latin', '会議室'),
    fixed('text-emoji', 'team 😀'),
    fixed('text-markup-characters', `a<b & "c" > 'd'`),
    fixed('text-inner-spaces', 'two  spaces'),
    fixed('text-plus-and-percent', '100% + 5'),
  ]
  const longest = maxLength ?? 256
  return [
    { name: 'text', make: (ink) => (ink % 4 === 0 ? plain : `${plain} ${integerOf(ink, 1, 999)}`.trim()) },
    ...odd.filter(
      ({ make }) => forbids === undefined || ![...forbids].some((character) => make(0).includes(character)),
    ),
    { name: `text-${longest}-characters`, make: () => 'x'.repeat(longest) },
  ]
}
