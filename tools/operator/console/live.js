// Follows a running task: shows its progress, and in the end its outcome.
const region = document.querySelector('[data-live]')

async function look() {
  const answer = await fetch(region.dataset.live)
  if (answer.headers.get('x-work') !== 'running') return location.reload()
  region.innerHTML = await answer.text()
  setTimeout(look, 1000)
}

if (region) setTimeout(look, 1000)
