import { describe, expect, it } from 'vitest'
import { createKnownCauses } from '../../src/causes/known-causes.ts'
import { symptomOf } from '../../src/causes/symptom.ts'
import { changed, plainOf, publicUrl } from '../support.ts'

const url = `${publicUrl}/voice`
const plain = plainOf()
const withEmptyCity = changed(plain, { FromCity: '' })
const cause = { differences: [{ type: 'parameter', name: 'FromCity', values: [''] }] } as const
const findingOf = (code: string) => ({ code, severity: 'error', message: 'It fails.' }) as const

describe('the known causes', () => {
  it('explain a symptom that has one of them', () => {
    const causes = createKnownCauses()
    expect(causes.explain('s', withEmptyCity)).toBe(false)
    causes.add('s', { differences: [{ type: 'parameter', name: 'From', values: [''] }] })
    causes.add('s', cause)
    expect(causes.has('s')).toBe(true)
    expect(causes.explain('s', withEmptyCity)).toBe(true)
    expect(causes.explain('s', plain)).toBe(false)
    expect(causes.explain('t', withEmptyCity)).toBe(false)
  })

  it('say what makes a page slow, with any query', () => {
    const causes = createKnownCauses()
    causes.add(symptomOf(findingOf('total-timeout'), url), cause)
    expect(causes.makeSlow(`${url}?again=1`, withEmptyCity)).toBe(true)
    expect(causes.makeSlow(url, plain)).toBe(false)
    expect(causes.makeSlow(`${publicUrl}/menu`, withEmptyCity)).toBe(false)
  })

  it('do not call a page slow that only fails', () => {
    const causes = createKnownCauses()
    causes.add(symptomOf(findingOf('http-status'), url), cause)
    expect(causes.makeSlow(url, withEmptyCity)).toBe(false)
  })

  it('say which parameter breaks the documents of a page', () => {
    const causes = createKnownCauses()
    causes.add(symptomOf(findingOf('twiml-12100'), url), cause)
    expect(causes.breakDocument(url, 'FromCity')).toBe(true)
    expect(causes.breakDocument(url, 'From')).toBe(false)
    expect(causes.breakDocument(`${publicUrl}/menu`, 'FromCity')).toBe(false)
  })

  it('explain what else goes wrong on the page', () => {
    const causes = createKnownCauses()
    causes.add(symptomOf(findingOf('http-status'), url), cause)
    expect(causes.explainOnPage(url, withEmptyCity, false)).toBe(true)
    expect(causes.explainOnPage(url, plain, false)).toBe(false)
    causes.add(symptomOf(findingOf('http-status'), url), { differences: [{ type: 'order' }] })
    expect(causes.explainOnPage(url, plain, true)).toBe(true)
  })

  it('explain the same finding on the path with another query', () => {
    const causes = createKnownCauses()
    causes.add(symptomOf(findingOf('http-status'), `${url}?lang=en`), cause)
    expect(causes.explainOnPath(findingOf('http-status'), `${url}?lang=de`, withEmptyCity)).toBe(true)
    expect(causes.explainOnPath(findingOf('callback-refused'), `${url}?lang=de`, withEmptyCity)).toBe(false)
  })
})
