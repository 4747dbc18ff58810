import { expect, test } from 'vitest'
import { createLargeLater } from '../src/record/large-later.ts'

const large = 2_000_000

test('work on a large body is done in turns of its own, small work at once', async () => {
  const later = createLargeLater()
  const done: string[] = []
  later.run(large, () => {
    done.push('check')
    later.run(large, () => done.push('seal'))
  })
  later.run(1000, () => done.push('small'))
  expect(done).toEqual(['small'])
  const turn = async (): Promise<void> => new Promise((next) => void setImmediate(next))
  await turn()
  expect(done).toEqual(['small', 'check'])
  await turn()
  expect(done).toEqual(['small', 'check', 'seal'])
})

test('nothing that was put off is left when it is flushed, nor done twice', async () => {
  const later = createLargeLater()
  const done: string[] = []
  later.run(large, () => {
    done.push('check')
    later.run(large, () => done.push('seal'))
  })
  later.flush()
  expect(done).toEqual(['check', 'seal'])
  await new Promise((next) => void setTimeout(next, 5))
  expect(done).toEqual(['check', 'seal'])
})
