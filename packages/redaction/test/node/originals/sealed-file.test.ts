import { generateRootKey, readKeyRing } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSealedFile, readSealedHeader, sealFile } from '../../../src/node/originals/sealed-file.ts'

const ring = await readKeyRing(generateRootKey())
const other = await readKeyRing(generateRootKey())
const { current } = ring

const header = fc.record({
  recording: fc.string({ unit: 'grapheme', maxLength: 40 }),
  keys: fc.array(fc.string({ maxLength: 40 }), { maxLength: 4 }),
})
const text = fc.uint8Array({ maxLength: 400 })

/** Where the nonce stands: behind the header. */
function nonceOf(sealed: Buffer): string {
  const at = 12 + sealed.readUInt32LE(8)
  return sealed.toString('hex', at, at + 12)
}

describe('a sealed file', () => {
  it('opens to what was sealed, under its key and beside others', () => {
    fc.assert(
      fc.property(header, text, (head, bytes) => {
        const sealed = sealFile(head, bytes, current)
        for (const keys of [ring, { current: other.current, older: [current] }]) {
          const opened = openSealedFile(sealed, keys)
          expect(opened).toMatchObject({ type: 'opened', header: { ...head, keyId: current.keyId } })
          expect(opened.type === 'opened' && opened.text.equals(bytes)).toBe(true)
        }
        expect(readSealedHeader(sealed)).toEqual({ keyId: current.keyId, ...head })
      }),
    )
  })

  it('is the same for the same text', () => {
    fc.assert(
      fc.property(header, text, (head, bytes) => {
        expect(sealFile(head, bytes, current).equals(sealFile(head, bytes, current))).toBe(true)
      }),
    )
  })

  it('has another nonce for another text, header or key', () => {
    fc.assert(
      fc.property(header, text, header, text, (head, bytes, otherHead, otherBytes) => {
        const nonce = nonceOf(sealFile(head, bytes, current))
        const isSameText = Buffer.from(bytes).equals(otherBytes)
        const isSameHeader = JSON.stringify(head) === JSON.stringify(otherHead)
        expect(nonceOf(sealFile(head, otherBytes, current)) === nonce).toBe(isSameText)
        expect(nonceOf(sealFile(otherHead, bytes, current)) === nonce).toBe(isSameHeader)
        expect(nonceOf(sealFile(head, bytes, other.current))).not.toBe(nonce)
      }),
    )
  })

  it('does not open with any bit changed, its readable header included', () => {
    fc.assert(
      fc.property(header, text, fc.nat(), fc.nat({ max: 7 }), (head, bytes, place, bit) => {
        const sealed = sealFile(head, bytes, current)
        const at = place % sealed.length
        sealed[at] = (sealed[at] ?? 0) ^ (1 << bit)
        expect(openSealedFile(sealed, ring).type).not.toBe('opened')
      }),
      { numRuns: 400 },
    )
  })

  it('does not open with another header of the same length', () => {
    const sealed = sealFile({ recording: 'a', keys: ['CA1'] }, Buffer.from('text'), current)
    const moved = Buffer.from(sealed.toString('latin1').replace('"CA1"', '"CA2"'), 'latin1')
    expect(moved.equals(sealed)).toBe(false)
    expect(openSealedFile(moved, ring)).toEqual({ type: 'damaged' })
  })

  it('does not open when it was cut, at any place', () => {
    const sealed = sealFile({ recording: 'a', keys: ['CA1'] }, Buffer.from('text'), current)
    for (let length = 0; length < sealed.length; length++) {
      expect(openSealedFile(sealed.subarray(0, length), ring)).toEqual({ type: 'damaged' })
    }
  })

  it('never opens with another key, and names the one that it needs', () => {
    fc.assert(
      fc.property(header, text, (head, bytes) => {
        expect(openSealedFile(sealFile(head, bytes, current), other)).toEqual({
          type: 'wrong-key',
          keyId: current.keyId,
        })
      }),
    )
  })

  it('does not open under another key that is passed off as its own', () => {
    const sealed = sealFile({ recording: 'a', keys: [] }, Buffer.from('text'), current)
    const posing = { ...other.current, keyId: current.keyId }
    expect(openSealedFile(sealed, { current: posing, older: [] })).toEqual({ type: 'damaged' })
  })
})
