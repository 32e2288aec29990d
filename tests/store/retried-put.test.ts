import { afterEach, beforeEach, expect, it } from 'vitest'
import { dynamoTable } from '../../shared/composition/common/table.ts'
import type { Item } from '../../shared/store/table.ts'
import { awsServer } from '../support/aws-server.ts'

/** In the place of DynamoDB, as its clients ask it over the network. */
let server: Awaited<ReturnType<typeof awsServer>>
beforeEach(async () => {
  server = await awsServer()
})
afterEach(() => server.close())

const row: Item = { pk: 'a', sk: 'b', v: 1, at: 1_795_424_400_000, list: [{ name: 'Ngọc' }], is: true }
const putIfNew = () => dynamoTable('table').write({ put: row, when: [{ attribute: 'pk', is: 'absent' }] })

/** Loses its answers to so many requests, and then says that this row stands in the way. */
function losing(answers: number, standing: (asked: { Item: object }) => object): void {
  server.answers((_, response, body) => {
    if (server.requests.length <= answers) return void response.destroy()
    response.statusCode = 400
    const Item = standing(JSON.parse(body))
    response.end(JSON.stringify({ __type: 'ConditionalCheckFailedException', message: 'no', Item }))
  })
}

it('a put whose answer got lost is done, though the next try of the SDK meets what it has put', async () => {
  losing(1, ({ Item }) => Item)
  expect(await putIfNew()).toEqual({ is: 'written' })
  expect(server.requests).toHaveLength(2)
})

it('a put that meets another row has not been done, whatever got lost', async () => {
  losing(1, ({ Item }) => ({ ...Item, v: { N: '2' } }))
  expect(await putIfNew()).toEqual({ is: 'conflict', item: { ...row, v: 2 } })
})

it('a put that meets the same row at its first try was somebody else’s', async () => {
  losing(0, ({ Item }) => Item)
  expect(await putIfNew()).toEqual({ is: 'conflict', item: row })
})
