import { describe, expect, it } from 'vitest'
import { fieldProblems } from '../../shared/contracts/form-problems.ts'
import { MyJourneyRequest, myJourneyFields } from '../../shared/contracts/my-journey-form.ts'

const read = (form: Record<string, string[]>) => MyJourneyRequest.safeParse(myJourneyFields(form))
function problemsOf(form: Record<string, string[]>) {
  const parsed = read(form)
  return parsed.success ? [] : fieldProblems(parsed.error).map(({ field, problem }) => `${field}: ${problem}`)
}

describe('a form on the preferences page', () => {
  it('changes the times, with the end of a break written by hand', () => {
    const form = {
      action: ['times'],
      days: ['friday'],
      parts: ['early', 'night'],
      pace: ['slower'],
      'break-day': ['5'],
      'break-month': ['1'],
      'break-year': ['2027'],
    }
    expect(read(form).data).toEqual({
      action: 'times',
      days: ['friday'],
      parts: ['early', 'night'],
      pace: 'slower',
      breakUntil: { day: 5, month: 1, year: 2027 },
    })
  })

  it('follows the journey where nothing is ticked', () => {
    expect(read({ action: ['times'], pace: ['as-written'], 'break-day': [''] }).data).toEqual({
      action: 'times',
      pace: 'as-written',
    })
  })

  it.each([
    ['1', '', '2027'],
    ['x', '1', '2027'],
    ['1', '13', '2027'],
    ['32', '1', '2027'],
    ['0', '1', '2027'],
    ['1', 'De', '2027'],
    ['1', 'Dez', '2027'],
    ['1', '1', '127'],
    ['1', '1', '02027'],
    ['24', '', ''],
    ['24 12 2026', '1', ''],
    ['١', '١', '2027'],
  ])('refuses a break until %s/%s/%s', (day, month, year) => {
    const form = {
      action: ['times'],
      pace: ['slower'],
      'break-day': [day],
      'break-month': [month],
      'break-year': [year],
    }
    expect(problemsOf(form)).toEqual(['breakUntil: break-wrong'])
  })

  it('erases only when the box is ticked', () => {
    expect(problemsOf({ action: ['erase'] })).toEqual(['confirm: erase-unconfirmed'])
    expect(read({ action: ['erase'], confirm: ['yes'] }).data).toEqual({ action: 'erase', confirm: 'yes' })
  })

  it('refuses a button that does not exist', () => {
    expect(problemsOf({ action: ['promote'] })).toEqual(['action: action-unknown'])
    expect(problemsOf({})).toEqual(['action: action-unknown'])
  })
})
