/** So many are worked on at once: a round may have a hundred thousand people, and each read or write takes some milliseconds. */
const atOnce = 25

/** Works on all of them, some at once. @throws what went wrong with one; those after its group are left. */
export async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce)
    await Promise.all(all.slice(from, from + atOnce).map(work))
}
