/**
 * Scripts that run inside a page. They are text, because the rest of the code has no business with a browser's types;
 * each is an expression that Playwright evaluates.
 */

/** Opens everything that is folded away. */
export const unfold = `document.querySelectorAll('details').forEach(details => { details.open = true })`

export const scrollWidth = 'document.documentElement.scrollWidth'

/** Whether what asks for the focus when the page opens has it. */
export const hasTakenFocus = `(() => {
  const wanted = document.querySelector('[autofocus]')
  return wanted === null || wanted === document.activeElement
})()`

/** Before the first press of Tab: nothing has the focus, and the walk begins at the page's top. */
export const startOver = `(() => {
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  scrollTo(0, 0)
})()`

/** How many stops the keyboard should make: all that can be operated, one for each group of radio buttons. */
export const countStops = `(() => {
  const operable = 'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]'
  const shown = [...document.querySelectorAll(operable)].filter(element => element.checkVisibility())
  const radios = shown.filter(element => element.matches('[type=radio]'))
  return shown.length - radios.length + new Set(radios.map(radio => radio.name)).size
})()`

export interface Focused {
  html: string
  isBody: boolean
  /** It has not had the focus on this walk before. */
  isNew: boolean
  /** It looks different from the same element without the focus. */
  isSeen: boolean
  isOnScreen: boolean
}

/** What has the focus. Checkboxes show theirs on the label beside them, which draws the box. */
export const focused = `(() => {
  const element = document.activeElement
  const looks = () => [element, element.nextElementSibling].filter(Boolean)
    .flatMap(node => [getComputedStyle(node), getComputedStyle(node, '::before')])
    .map(style => [style.outline, style.boxShadow, style.backgroundColor, style.borderColor].join()).join()
  const box = element.getBoundingClientRect()
  const withFocus = looks()
  element.blur()
  const without = looks()
  element.focus()
  const html = element.outerHTML.slice(0, 120)
  const isNew = !element.dataset.walked
  element.dataset.walked = 'yes'
  return {
    html,
    isNew,
    isBody: element === document.body,
    isSeen: withFocus !== without,
    isOnScreen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  }
})()`

/**
 * Runs axe, which has to be in the page already, by the rules of WCAG 2.2 AA and good practice. It need not describe what
 * passes, nor fetch stylesheets, which none of these rules looks into: that is more than half of its time.
 */
export const runAxe = `axe.run({
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  resultTypes: ['violations'],
  preload: { assets: ['media'] },
}).then(({ violations }) => violations.map(({ id, help, nodes }) =>
  id + ': ' + help + ': ' + nodes.map(node => node.html).join(' | ')))`

export interface Followed {
  html: string
  isSaidInvalid: boolean
  /** Its label and what is wrong with it are on the screen. */
  isExplained: boolean
}

/** The field to which a link among the errors has led. One of several choices cannot be invalid alone. */
export const followed = `(() => {
  const field = document.activeElement
  const described = field.closest('[aria-describedby*=error], fieldset[aria-describedby*=error]') ?? field
  const ids = (described.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id.endsWith('-error'))
  const told = [...field.labels ?? [], ...ids.map(id => document.getElementById(id))]
  const isOnScreen = element => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  }
  return {
    html: field.outerHTML.slice(0, 120),
    isSaidInvalid: field.matches('[aria-invalid=true], fieldset :is([type=radio], [type=checkbox])'),
    isExplained: ids.length > 0 && [field, ...told].every(isOnScreen),
  }
})()`

/** Words that stand on two lines, broken in their middle: not those with a sign at which anything may break, such as an address. */
export const brokenWords = `(() => {
  const broken = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.checkVisibility() || node.parentElement.closest('pre, .govuk-visually-hidden, option')) continue
    for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\p{N}’'.,;:!?“”()]+/gu)) {
      if (/\\w\\.\\w/.test(word) || /[^\\s“(]/.test(node.data[index - 1] ?? ' ') || /[^\\s”)–]/.test(node.data[index + word.length] ?? ' ')) continue
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.add(word)
    }
  }
  return [...broken]
})()`

/** Titles of a page in smaller letters than its words. */
export const smallTitles = `(() => {
  const size = element => parseFloat(getComputedStyle(element).fontSize)
  const words = document.querySelector('.govuk-body')
  return [...document.querySelectorAll('h1')]
    .filter(title => title.checkVisibility() && words && size(title) < size(words))
    .map(title => title.textContent)
})()`

/** Lists whose numbers stand outside the page, since there is no room for them beside the words. */
export const cutNumbers = `[...document.querySelectorAll('main ol')]
  .filter(list => list.checkVisibility() && getComputedStyle(list).listStyleType !== 'none')
  .filter(list => parseFloat(getComputedStyle(list).paddingLeft) < 1.2 * parseFloat(getComputedStyle(list).fontSize))
  .map(list => list.outerHTML.slice(0, 120))`
