import { mergedNotes, notesProblems, type CallNotes, type NotesStore } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

/** Gives a place without notes. */
export type InNotes = (use: (notes: NotesStore) => Promise<void>) => Promise<void>

const word = fc.constantFrom('bug', 'menu', 'paid', 'not paid', '')
const tag = fc.constantFrom('bug', 'menu', 'paid', 'late')

/** Notes that have lines and tags in common now and then. */
export const someNotes: fc.Arbitrary<CallNotes> = fc.record({
  tags: fc.uniqueArray(tag, { maxLength: 3 }),
  note: fc.array(word, { maxLength: 4 }).map((lines) => lines.join('\n')),
})

/** What every place of notes has to do. */
export function notesLaws(inNotes: InNotes): void {
  test('added to others nothing gets lost, and the same again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someNotes, { minLength: 1, maxLength: 5 }), async (all) => {
        await inNotes(async (notes) => {
          for (const each of all) {
            await notes.add('01', each)
            expect(await notes.add('01', each)).toBe('known')
          }
          const kept = (await notes.of(['01'])).get('01') ?? { tags: [], note: '' }
          expect(kept).toEqual(all.reduce(mergedNotes))
          for (const { tags, note } of all) {
            expect(kept.tags).toEqual(expect.arrayContaining([...tags]))
            for (const line of note.split('\n')) expect(kept.note).toContain(line)
          }
        })
      }),
      { numRuns: 25 },
    )
  })

  test('that would be too long stay as they are', async () => {
    await inNotes(async (notes) => {
      const long: CallNotes = { tags: [], note: 'x'.repeat(10_000) }
      expect(await notes.add('01', long)).toBe('added')
      expect(await notes.add('01', { tags: ['bug'], note: 'y' })).toBe('too-long')
      expect((await notes.of(['01'])).get('01')).toEqual(long)
      expect(notesProblems(long)).toEqual([])
    })
  })
}
