// Sunlight and large type.

/** Apply the settings to the page. */
export function applyLook(settings) {
  const { classList } = document.documentElement;
  classList.toggle("contrast", Boolean(settings.contrast));
  classList.toggle("large", Boolean(settings.large));
}
