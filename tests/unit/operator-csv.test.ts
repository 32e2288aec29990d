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

const row = (line: number, ...fields: string[]): CsvRow => ({ line, fields, misquoted: false })

/** Cuts a text into pieces at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map(place => place % (text.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((from, i) => text.slice(from, at[i]))
}

describe('reading CSV', () => {
  it('reads rows with the lines in which they begin', async () => {
    const rows = await read('a,b\n1,"x\r\ny"\r\n\n2,"say ""hi"""\n3,')
    expect(rows).toEqual([row(1, 'a', 'b'), row(2, '1', 'x\ny'), row(5, '2', 'say "hi"'), row(6, '3', '')])
  })

  it.each([
    ['semicolons', 'a;b\n1,5;2\n', [row(1, 'a', 'b'), row(2, '1,5', '2')]],
    ['tabs', 'a\tb\n1,5;3\t2\n', [row(1, 'a', 'b'), row(2, '1,5;3', '2')]],
    ['a line that names semicolons', 'sep=;\r\na;b\r\n1;2\r\n', [row(2, 'a', 'b'), row(3, '1', '2')]],
    ['a line that names another sign', '\n"SEP=|",\na|b\n1|2', [row(3, 'a', 'b'), row(4, '1', '2')]],
    ['CR alone', 'a,b\r1,"x\ry"\r\r2,\r', [row(1, 'a', 'b'), row(2, '1', 'x\ny'), row(5, '2', '')]],
    ['rows of nothing', '\n;;\na;b\n ; ;\n"",""\n,,,\n1;2', [row(3, 'a', 'b'), row(7, '1', '2')]],
    [
      'commas that outnumber semicolons',
      'a,b,"c;d"\n1,2,3',
      [row(1, 'a', 'b', 'c;d'), row(2, '1', '2', '3')],
    ],
  ])('reads %s', async (_, text, rows) => {
    expect(await read(text)).toEqual(rows)
    expect(await read(...text)).toEqual(rows)
  })

  it('reads quotation marks as they stand, and tells where they make no sense', async () => {
    const rows = await read('a,b\nJo "the boss",1\n"Jo" Sam,2\n"""Jo"" Sam",3\n"""",4\n"x,5\n"y",6\n7,8')
    expect(rows).toEqual([
      row(1, 'a', 'b'),
      row(2, 'Jo "the boss"', '1'),
      { line: 3, fields: ['"Jo" Sam', '2'], misquoted: true },
      row(4, '"Jo" Sam', '3'),
      row(5, '"', '4'),
      { line: 6, fields: ['"x,5\n"y"', '6'], misquoted: true },
      row(8, '7', '8'),
    ])
  })

  it('reads one line without an end, and nothing', async () => {
    expect(await read('a,b')).toEqual([row(1, 'a', 'b')])
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
    const fields = fc.array(text, { minLength: 1, maxLength: 4 }).map(rest => ['x', ...rest])
    const rows = fc.array(fields, { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat()), async (written, places) => {
        const file = `first,second\r\n${written.map(csvRow).join('')}`
        const [, ...found] = await read(...cut(file, places))
        const lines = written.map(fields => fields.map(field => printable(field).replaceAll('\r\n', '\n')))
        const lengths = lines.map(fields => fields.join('').split('\n').length)
        const begins = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 2))
        expect(found).toEqual(lines.map((fields, i) => row(begins[i] ?? 0, ...fields)))
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
