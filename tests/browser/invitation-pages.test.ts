import { expect, it } from 'vitest'
import { describeEveryPage } from '../support/every-page.ts'
import { invitationViews } from '../support/invitation-views.ts'

describeEveryPage(invitationViews, shown => {
  it('shows all the words to copy on a phone, the link at their end included', async () => {
    await shown.open('bringing a colleague', 360)
    const words = shown.page().locator('textarea')
    const [inside, whole] = await words.evaluate(area => [area.clientHeight, area.scrollHeight])
    expect(whole).toBeLessThanOrEqual(inside ?? 0)
  })

  it('sets the greeting apart from the title', async () => {
    await shown.open('coming by a link', 360)
    const greeting = await shown.page().locator('.app-hero strong').boundingBox()
    const title = await shown.page().locator('h1').boundingBox()
    expect((title?.y ?? 0) - (greeting?.y ?? 0) - (greeting?.height ?? 0)).toBeGreaterThanOrEqual(8)
  })
})
