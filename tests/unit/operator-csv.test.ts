import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrokenCsv, type CsvRow, readCsv } from '../../tools/operator/csv/read-csv.ts'
import { csvRow } from '../../tools/operator/csv/write-csv.ts'
import { printable } from '../../tools/terminal/printable.ts'

async function read(...chunks: string[]): Promise<CsvRow[]> {
  async function* each() {
    yield* chunks
  }
  return Array.fromAsync(readCsv(each()))
}

/** Cuts a text into pieces at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map(place => place % (text.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((from, i) => text.slice(from, at[i]))
}

describe('reading CSV', () => {
  it('reads rows with the lines in which they begin', async () => {
    const rows = await read('a,b\n1,"x\ny"\r\n\n2,"say ""hi"""\n3,')
    expect(rows).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', 'x\ny'] },
      { line: 5, fields: ['2', 'say "hi"'] },
      { line: 6, fields: ['3', ''] },
    ])
  })

  it('takes off a byte order mark, and sees semicolons where the header has them', async () => {
    expect(await read('\ufeffa;b\n1,5;2\n')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1,5', '2'] },
    ])
  })

  it('reads one line without an end, and nothing', async () => {
    expect(await read('a,b')).toEqual([{ line: 1, fields: ['a', 'b'] }])
    expect(await read('')).toEqual([])
  })

  it.each([['a\n"b'], [`a\n"${'x'.repeat(70_000)}`]])(
    'says where a quotation mark is missing',
    async text => {
      await expect(read(text)).rejects.toThrow(BrokenCsv)
      await expect(read(text)).rejects.toThrow(/line 2/)
    },
  )

  it('reads back what was written, wherever the pieces are cut', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter(one => !/^[=+\-@\t\r\n＝＋－＠]/.test(one))
    const row = fc.array(text, { minLength: 2, maxLength: 5 })
    const rows = fc.array(row, { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat()), async (written, places) => {
        const file = `first,second\r\n${written.map(csvRow).join('')}`
        const [, ...found] = await read(...cut(file, places))
        const kept = written.map(fields => fields.map(printable))
        expect(found.map(({ fields }) => fields)).toEqual(kept)
      }),
    )
  })
})

describe('writing CSV', () => {
  it('makes text of what a spreadsheet would run', () => {
    const fields = ['=cmd', '+1', '-1', '@sum', '\tx', '\rx', '\nx', '＝x', 'a=b', 'plain', '']
    expect(csvRow(fields)).toBe(`'=cmd,'+1,'-1,'@sum,'\tx,'\\u000dx,"'\nx",'＝x,a=b,plain,\r\n`)
    expect(csvRow([-1, 2.5])).toBe('-1,2.5\r\n')
  })
})
