import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  claimFolderKey,
  deriveRedactionKeys,
  generateRootKey,
  keyOfFolder,
  keysWithId,
  readKeyRing,
  WrongKeyError,
} from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('a generated key is recognisable, and all that is derived from it is its own', async () => {
  const rootKeys = Array.from({ length: 20 }, generateRootKey)
  for (const rootKey of rootKeys) expect(rootKey).toMatch(/^rbk_[\w-]{48}$/)
  const derived = await Promise.all(rootKeys.map(deriveRedactionKeys))
  const values = derived.flatMap(({ keyId, ...keys }) => [keyId, ...Object.values(keys).map(hexOf)])
  expect(new Set(values).size).toBe(20 * 4)
  for (const { keyId } of derived) expect(keyId).toMatch(/^[0-9a-f]{16}$/)
})

test('what is derived does not change from one version to the next', async () => {
  const generated = await deriveRedactionKeys('rbk_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwej2CTL')
  expect(generated.keyId).toMatchInlineSnapshot(`"2e6abd3c98e8829b"`)
  expect(hexOf(generated.pseudonymKey)).toMatchInlineSnapshot(
    `"2d16a1bb1717e33e1d3775f46b7a83f42aed95db578bde44d3294069478450fa"`,
  )
  expect(hexOf(generated.sealKey)).toMatchInlineSnapshot(
    `"1d99bc2ac641e41f387921569e8b4f20348e57e104e6996167d3887e307d0990"`,
  )
  expect(hexOf(generated.nonceKey)).toMatchInlineSnapshot(
    `"121cd3e0aaa417ea0986ae6e48b043d48b7a285ce1d5ff689030af1443526d88"`,
  )
  const passphrase = await deriveRedactionKeys('correct horse battery staple')
  expect(passphrase.keyId).toMatchInlineSnapshot(`"f5dd901db18a8e70"`)
  expect(hexOf(passphrase.pseudonymKey)).toMatchInlineSnapshot(
    `"5520ce88e4b30d5663895b56444ef930c8804bb6b3247f6a4cecaaa274fb2ffa"`,
  )
})

test('a mistyped generated key is refused, never taken for a passphrase', async () => {
  const rootKey = generateRootKey()
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 47 }),
      fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_'),
      async (at, letter) => {
        const place = 4 + at
        fc.pre(rootKey[place] !== letter)
        const wrong = rootKey.slice(0, place) + letter + rootKey.slice(place + 1)
        await expect(deriveRedactionKeys(wrong)).rejects.toMatchObject({ code: 'bad-redaction-key' })
      },
    ),
  )
  for (const wrong of ['rbk_', rootKey.slice(0, -1), `${rootKey}A`, `${rootKey}=`]) {
    await expect(deriveRedactionKeys(wrong)).rejects.toMatchObject({ code: 'bad-redaction-key' })
  }
})

test.each(['', 'k', 'fifteen letters'])('the passphrase %j is too short', async (text) => {
  await expect(deriveRedactionKeys(text)).rejects.toThrow(/at least 16 characters/)
})

test('several keys: the first writes, all of them read', async () => {
  const [first, second] = [generateRootKey(), generateRootKey()]
  const ring = await readKeyRing(` ${first} , ${second},`)
  expect(ring.current).toEqual(await deriveRedactionKeys(first))
  expect(ring.older).toEqual([await deriveRedactionKeys(second)])
  expect(keysWithId(ring, ring.older[0]?.keyId ?? '')).toBe(ring.older[0])
  expect(keysWithId(ring, 'another')).toBeUndefined()
})

test('a folder remembers its key: another one is refused by both ids, and taken together with the old one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-key-'))
  const [first, second] = [generateRootKey(), generateRootKey()]
  const [old, other] = [await readKeyRing(first), await readKeyRing(second)]
  await claimFolderKey(folder, old)
  await claimFolderKey(folder, old)
  const refused = await claimFolderKey(folder, other).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(WrongKeyError)
  expect(String(refused)).toContain(old.current.keyId)
  expect(String(refused)).toContain(other.current.keyId)
  await claimFolderKey(folder, await readKeyRing(`${second},${first}`))
  expect(await keyOfFolder(folder)).toEqual({ keyId: other.current.keyId })
  await rm(folder, { recursive: true })
})
