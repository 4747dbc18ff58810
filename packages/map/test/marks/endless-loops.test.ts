import { expect, test } from 'vitest'
import { choose, goodbye, mapOf, menu } from '../support.ts'

const loops = async (pages: Parameters<typeof mapOf>[0]) =>
  (await mapOf(pages)).marks
    .filter(({ kind }) => kind === 'endless-loop')
    .map(({ severity, keys, message }) => `${severity} ${keys}: ${message}`)

test('a menu that is offered forever', async () => {
  const pages = {
    '/voice': () => `${menu('/choose')}<Redirect>/voice</Redirect>`,
    '/choose': choose,
    '/thanks': () => goodbye,
  }
  expect(await loops(pages)).toEqual(['warning n: A caller who does nothing is sent back to /voice forever'])
})

test('a menu that no key leaves is an error', async () => {
  const again = () => `${menu('/voice')}<Redirect>/voice</Redirect>`
  expect(await loops({ '/voice': again })).toEqual([
    'error n: A caller who does nothing is sent back to /voice forever',
  ])
})

test('dials that nobody answers, one warning for each way to end', async () => {
  const pages = {
    '/voice': () => '<Dial action="/again">+14155550123</Dial>',
    '/again': (parameters: URLSearchParams) =>
      parameters.get('DialCallStatus') === 'completed' ? goodbye : '<Redirect>/voice</Redirect>',
  }
  expect(await loops(pages)).toEqual(
    ['busy', 'no-answer', 'failed'].map(
      (end) => `warning ${end}: With a Dial that ends ${end}, the caller is sent back to /voice forever`,
    ),
  )
})

test('documents that lead to each other', async () => {
  const [loop] = await loops({
    '/voice': () => '<Redirect>/other?x=1</Redirect>',
    '/other': () => '<Redirect>/voice</Redirect>',
  })
  expect(loop).toMatch(/^error : \/(?:voice|other) leads back to itself forever: /)
  expect(loop).not.toContain('http')
})

test('a menu that gives up is no loop', async () => {
  expect(
    await loops({ '/voice': () => menu('/choose') + goodbye, '/choose': choose, '/thanks': () => goodbye }),
  ).toEqual([])
})
