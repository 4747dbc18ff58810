import { expect, test } from 'vitest'
import { answerAttacks, closedEarly } from './answers/attacks.ts'
import { compareAnswer, type AnswerComparison } from './answers/difference.ts'
import { wellFormedAnswer } from './answers/generated.ts'
import { readAnswer } from './answers/read.ts'
import { answerRules, answerWithLength } from './answers/rules.ts'
import { mutated } from './mutate.ts'
import { readWithNode } from './node-parser.ts'
import { createRandom, seed } from './random.ts'
import { bytesOf, headOf, inPieces } from './wire.ts'

/** How many mutated answers are compared. RINGBACK_DIFFERENTIAL_CASES=10000000 for a long run. */
const cases = Number(process.env.RINGBACK_DIFFERENTIAL_CASES ?? 40_000)

/** Compares, and throws with all that is needed to repeat it. */
function outcomeOf(pieces: readonly Buffer[], method = 'POST'): AnswerComparison['outcome'] {
  const { outcome, problem } = compareAnswer(pieces, method)
  if (problem !== undefined) throw new Error(`${problem} ${repeat(pieces, method)}`)
  return outcome
}

/** What a failure says besides. */
const repeat = (pieces: readonly Buffer[], method: string): string =>
  `(RINGBACK_DIFFERENTIAL_SEED=${seed}) to ${method}: ${JSON.stringify(pieces.map((piece) => piece.toString('latin1')))}`
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

test('an answer that keeps to HTTP/1.1 is accepted, and read by llhttp as the same one', () => {
  const random = createRandom(seed)
  const refused: string[] = []
  for (let count = 0; count < cases / 4; count += 1) {
    const { method, before, wire } = wellFormedAnswer(random)
    const pieces = inPieces(latin1(before + headOf(wire) + wire.body), random)
    const outcome = outcomeOf(pieces, method)
    if (outcome === 'refused' || outcome === 'incomplete') refused.push(repeat(pieces, method))
  }
  expect(refused).toEqual([])
})

test(
  'what is accepted is read by llhttp as the same answer, with the same end',
  () => {
    const random = createRandom(seed + 1)
    const counts = { complete: 0, closed: 0, incomplete: 0, refused: 0 }
    for (let count = 0; count < cases; count += 1) {
      const { method, before, wire } = wellFormedAnswer(random)
      const text = mutated(before + headOf(wire) + wire.body, random)
      counts[outcomeOf(inPieces(latin1(text), random), method)] += 1
    }
    expect(counts.complete).toBeGreaterThan(cases / 5)
    expect(counts.closed).toBeGreaterThan(cases / 20)
    expect(counts.refused).toBeGreaterThan(cases / 5)
  },
  120_000 + cases,
)

test('however an answer is cut into pieces, it is read alike', () => {
  const random = createRandom(seed + 2)
  const different: string[] = []
  for (let count = 0; count < cases / 10; count += 1) {
    const { method, before, wire } = wellFormedAnswer(random)
    const text = before + headOf(wire) + wire.body
    const bytes = latin1(random.oneIn(2) ? mutated(text, random) : text)
    const whole = readAnswer([bytes], method)
    const pieces = inPieces(bytes, random)
    const inParts = readAnswer(pieces, method)
    // Of what is refused as much was read as had arrived by then, and the reason may be one that shows earlier.
    const isAlike = whole.outcome === 'refused' ? inParts.outcome === 'refused' : alike(inParts, whole)
    if (!isAlike) different.push(repeat(pieces, method))
  }
  expect(different).toEqual([])
})

test('an answer that breaks any rule is not accepted', () => {
  const random = createRandom(seed + 3)
  const wrong: string[] = []
  for (const [rule, breakIn] of Object.entries(answerRules)) {
    for (let count = 0; count < 200; count += 1) {
      const wire = answerWithLength(random)
      const kept = inPieces(bytesOf(wire), random)
      if (outcomeOf(kept) !== 'complete') wrong.push(`Every rule is kept ${repeat(kept, 'POST')}`)
      const broken = inPieces(latin1(breakIn(wire, random)), random)
      const outcome = outcomeOf(broken)
      if (outcome !== 'refused' && outcome !== 'incomplete')
        wrong.push(`"${rule}" is broken ${repeat(broken, 'POST')}`)
    }
  }
  expect(wrong).toEqual([])
})

test('answers that are known from attacks', () => {
  const wrong = answerAttacks.filter(
    ({ text, method, outcome }) => outcomeOf([latin1(text)], method) !== outcome,
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})

test('every byte at every place of small answers', () => {
  const counts = { complete: 0, closed: 0, incomplete: 0, refused: 0 }
  for (const text of [
    'HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 2\r\n\r\nhi',
    'HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2;a="b"\r\nhi\r\n0\r\nC: d\r\n\r\n',
  ]) {
    for (let at = 0; at <= text.length; at += 1) {
      for (let code = 0; code < 256; code += 1) {
        const before = text.slice(0, at) + String.fromCharCode(code)
        counts[outcomeOf([latin1(before + text.slice(at))])] += 1
        counts[outcomeOf([latin1(before + text.slice(at + 1))])] += 1
      }
    }
  }
  expect(counts.complete).toBeGreaterThan(5000)
  expect(counts.refused).toBeGreaterThan(10_000)
})

test.each(closedEarly)('the connection is closed, though llhttp would use it again: $why', ({ text }) => {
  const bytes = [latin1(text)]
  const { messages, error } = readWithNode(bytes, { type: 'answer', maxHeadBytes: 1000 })
  expect(error).toBeUndefined()
  expect(messages.map(({ keepAlive }) => keepAlive)).toEqual([true])
  expect(readAnswer(bytes, 'POST')).toMatchObject({ outcome: 'complete', keepAlive: false })
})

/** Whether two readings are the same; comparing them with an assertion would cost more than reading them. */
function alike(one: ReturnType<typeof readAnswer>, other: ReturnType<typeof readAnswer>): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
