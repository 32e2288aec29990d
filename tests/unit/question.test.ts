import { describe, expect, it } from 'vitest'
import { Question, questionVersion } from '../../shared/domain/question.ts'

/** Made up for this test. */
const asked = { text: 'When did somebody last ask?', options: ['this week', 'longer ago'], guess: 0 }

describe('a version of a question', () => {
  it('is the same for the same question, and fits the stored shape', () => {
    const version = questionVersion(asked)
    expect(questionVersion({ ...asked, options: [...asked.options] })).toBe(version)
    expect(Question.parse({ ...asked, version })).toEqual({ ...asked, version })
  })

  it('is another for other words, options, another order or another option to guess', () => {
    const versions = [
      asked,
      { ...asked, text: 'When did somebody last ask' },
      { ...asked, options: ['this week', 'longer ago', 'never'] },
      { ...asked, options: ['longer ago', 'this week'] },
      { ...asked, options: ['this', 'week longer ago'] },
      { ...asked, guess: 1 },
    ].map(questionVersion)
    expect(new Set(versions).size).toBe(versions.length)
  })
})
