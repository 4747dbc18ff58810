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
    ...odd.filter(({ make }) => forbids === undefined || !hasOneOf(forbids, make(0))),
    { name: `text-${longest}-characters`, make: () => 'x'.repeat(longest) },
  ]
}

/** Whether a text has one of some characters. */
export function hasOneOf(characters: string, text: string): boolean {
  return characters.split('').some((character) => text.includes(character))
}
