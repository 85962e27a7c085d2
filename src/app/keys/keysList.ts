/** Every key and what it does, for the list of keys; loaded when that list is opened. */
export const keys: readonly { keys: string; does: string }[] = [
  { keys: '/', does: 'Search an id, a name, a value or coordinates' },
  { keys: 'Ctrl k', does: 'Find any room, column, set or action' },
  { keys: '← → ↑ ↓', does: 'Through a list, or on the map to the next galaxy that way' },
  { keys: 'j k', does: 'Down and up a list' },
  { keys: 'Enter', does: 'Choose the galaxy in focus' },
  { keys: '[ ]', does: 'Back and forward through the galaxies you chose' },
  { keys: 'f', does: 'Zoom the map to the selection' },
  {
    keys: 'l',
    does: 'Draw around galaxies on the map: Shift adds to those selected, Alt takes away, both keep what is in both',
  },
  { keys: 'Ctrl z', does: 'Take back a change of the selection; with Shift make it again' },
  { keys: '0 … 5', does: 'Anomalies: rate the galaxy on the card' },
  { keys: 's u', does: 'Anomalies: skip it, or undo the last rating (also Ctrl z)' },
  { keys: 'b n', does: 'Anomalies: back and on through the galaxies rated' },
  { keys: '1 … 9', does: 'Fine-tune: give the selected galaxy a class, with Shift all inside the lasso' },
  {
    keys: 'u n',
    does: 'Fine-tune: take back the last label (also Ctrl z; with Shift give it again), on to the next galaxy',
  },
  { keys: 'm', does: 'Choose the model that represents the galaxies' },
  { keys: 'Esc', does: 'Close a dialog, otherwise deselect the galaxy, then the selection' },
  { keys: '?', does: 'This list' },
];
