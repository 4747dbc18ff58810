import { createRedactor } from '@ringback/redaction'
import { exchangeOf } from '@ringback/redaction/node'
import type { Exchange } from '@ringback/recording'
import { describe, expect, test } from 'vitest'
import { observedTraffic, onlyNew, rotationLaws, withNewKey } from '../../laws/rotation.ts'
import { inDatabasePlaces } from '../places/in-database-place.ts'
import { inFolderPlace } from '../places/in-folder-place.ts'
import type { InPlace } from '../places/recorded-place.ts'

const inDatabasePlace = inDatabasePlaces()

describe('laws, in a folder', () => {
  rotationLaws(inFolderPlace)
})

describe('laws, in a database', () => {
  rotationLaws(inDatabasePlace, 5)
})

test('a database and a folder have the same recordings afterwards, those that were recorded with the new key', async () => {
  const observed = observedTraffic()
  const { pseudonymKey: key, keyId } = onlyNew.current
  const redactor = createRedactor({ key, keyId })
  const expected = observed.map((each) => redactor.redactExchange(exchangeOf(each)))
  const rotated: (readonly Exchange[])[] = []
  for (const inPlace of [inFolderPlace, inDatabasePlace] satisfies InPlace[]) {
    await inPlace(async (place) => {
      await place.record(observed)
      await place.rotate(withNewKey(place))
      rotated.push(await place.recorded())
    })
  }
  expect(rotated).toEqual([expected, expected])
})
