// before the first paint: where classroom mode is asked for, nothing of the record shows until page.js has hidden what is to come
{
  const root = document.documentElement;
  if ("classroom" in root.dataset || /[#&]classroom(&|$)/.test(location.hash)) root.className = "asking early";
}
