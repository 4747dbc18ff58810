import { mapPhone, type MapMark, type MapOptions } from '@ringback/map'
import { createApp as createReceptionist } from '@ringback/app-express'
import { bugs, bugsAtOnce, createAppServer, newMemory, variants, type BugId } from '@ringback/app-flawed'
import { describe, expect, test } from 'vitest'

// The maps are drawn at the same time: those of an agent wait for it in real time.

const authToken = 'the token of this test'
const publicUrl = 'https://app.example.com'

type App = NonNullable<MapOptions['app']>

async function marksOf(app: App, depth = 8): Promise<readonly MapMark[]> {
  for await (const event of mapPhone({ app, authToken, publicUrl, depth })) {
    if (event.type === 'finished') return event.map.marks
  }
  throw new Error('there was no map')
}

/** What is marked about each bug that lies in the phone tree, and the keys that lead there. */
const inTheTree: Readonly<Partial<Record<BugId, readonly string[]>>> = {
  'dead-end': ['dead-end 2'],
  'endless-menu': ['endless-loop n'],
  'redirect-to-itself': ['endless-loop 2'],
  'http-redirect-loop': ['endless-loop 1,no-answer'],
  'dials-forever': [
    'endless-loop 1,busy,busy',
    'endless-loop 1,busy,no-answer',
    'endless-loop 1,busy,failed',
  ],
  'dials-two-in-turn': [
    'endless-loop 1,busy,busy,busy',
    'endless-loop 1,busy,no-answer,no-answer',
    'endless-loop 1,busy,failed,failed',
  ],
  'promised-key-without-page': ['broken-target 5'],
  'action-404': ['broken-target 4,"something else"'],
  'status-callback-404': ['broken-target 1'],
}

describe('the map of the flawed app', () => {
  test.concurrent.each(Object.entries(inTheTree))(
    'marks %s as %j, and nothing else',
    async (id, expected) => {
      const bug = id as BugId // A key of the table above.
      const marks = await marksOf(createAppServer({ authToken, publicUrl, bug, memory: newMemory() }))
      expect(marks.map(({ kind, keys }) => `${kind} ${keys}`)).toEqual(expected)
    },
  )

  const areas = new Set(['endless', 'target'])
  test('every seeded dead end, loop and broken target is in the table', () => {
    const seeded = bugs.filter(({ area, id }) => areas.has(area) || id === 'dead-end').map(({ id }) => id)
    expect(Object.keys(inTheTree).toSorted()).toEqual(seeded.toSorted())
  })

  /** A menu that loses the key knows none; a transfer without an action leaves those who reach nobody. */
  const consequences: Readonly<Partial<Record<BugId, readonly string[]>>> = {
    'redirect-loses-digits': ['key-not-handled'],
    'dial-again-after-answer': ['endless-loop'],
    'digits-not-read': ['key-not-handled', 'no-person'],
    'digits-with-a-number': ['key-not-handled', 'no-person'],
    'digits-in-lower-case': ['key-not-handled', 'no-person'],
    'message-not-taken': ['endless-loop'],
    'message-not-taken-without-action': ['endless-loop'],
    'busy-in-silence': ['dead-end'],
    'no-answer-in-silence': ['dead-end'],
    'failed-in-silence': ['dead-end'],
    'key-hangs-up': ['dead-end'],
    'dial-what-the-query-says': ['dead-end'],
    'dial-undefined': ['placeholder'],
    'client-null': ['placeholder'],
    'client-none': ['placeholder'],
    'sip-user-undefined': ['placeholder'],
  }

  const others = bugs.filter(({ id }) => !(id in inTheTree))
  const groups = [
    ...others.filter(({ id }) => id in consequences).map((bug) => [bug]),
    ...bugsAtOnce(others.filter(({ id }) => !(id in consequences))),
  ].map((group) => group.map(({ id }) => id))

  test.concurrent.each(groups.map((ids) => ({ ids, names: ids.join(', ') })))(
    'marks nothing about $names but what breaks on the way',
    async ({ ids }) => {
      // These are met by callers of a certain make only, or in time, and the crawl is a plain call.
      const marks = await marksOf(
        createAppServer({ authToken, publicUrl, bug: ids, memory: newMemory(), slowMs: 50 }),
        2,
      )
      const kinds = marks.filter(({ kind }) => kind !== 'broken-target').map(({ kind }) => kind)
      expect([...new Set(kinds)]).toEqual(ids.flatMap((id) => consequences[id] ?? []))
    },
  )
})

test('nothing is marked about the app without a bug, and about the receptionist', async () => {
  expect(await marksOf(createAppServer({ authToken, publicUrl }))).toEqual([])
  expect(await marksOf(createReceptionist({ authToken, publicUrl }))).toEqual([])
})

test.concurrent.each(variants.filter(({ id }) => id !== 'unhurried'))(
  'nothing is marked about the variant $id',
  async ({ id }) => {
    const marks = await marksOf(createAppServer({ authToken, publicUrl, variant: id }), 2)
    // Twilio's own idiom asks forever, which a warning says once.
    const expected = id === 'gather-then-redirect' ? ['warning endless-loop n'] : []
    expect(marks.map(({ severity, kind, keys }) => `${severity} ${kind} ${keys}`)).toEqual(expected)
  },
)
