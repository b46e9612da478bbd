/**
 * The calls of libgphoto2 that the worker needs, bound with koffi to the distribution's unmodified library.
 *
 *   worker.ts ─► session.ts ─► gphoto2.ts ─► libgphoto2.so.6 ─► libgphoto2_port.so.12 ─► USB or PTP/IP
 *
 * Every call that talks to the camera runs on a koffi thread, so that this process still hears its parent go away while a
 * call is stuck. The library is not thread-safe: the caller makes one call at a time. Signatures: gphoto2-camera.h,
 * -abilities-list.h, -file.h, -filesys.h, -widget.h, -list.h, -setting.h and -context.h of 2.5.
 */

import koffi from 'koffi';

/** The ptp2 driver keeps large buffers on the stack; koffi's 128 kB for calls on a thread overflow. */
const threadStackBytes = 2 * 1024 * 1024;
const mostWordsKept = 12;
const longestWord = 300;

export type Pointer = bigint;
/** A libgphoto2 result: 0 or more is good, below zero says what is not. */
export type Result = number;

type Call = (...args: unknown[]) => Result;
type ThreadCall = (...args: unknown[]) => Promise<Result>;

export type Gphoto2 = ReturnType<typeof loadGphoto2>;

/** Loads the library, once in a process. Throws when it is not installed. */
export function loadGphoto2() {
  koffi.config({ async_stack_size: threadStackBytes });
  const port = koffi.load('libgphoto2_port.so.12');
  const lib = koffi.load('libgphoto2.so.6');
  declareTypes();

  const local = (definition: string): Call => lib.func(definition);
  const localPort = (definition: string): Call => port.func(definition);
  const onThread = (definition: string): ThreadCall => {
    const bound = lib.func(definition);
    return (...args) =>
      new Promise((resolve, reject) => {
        bound.async(...args, (error: unknown, result: Result) => (error ? reject(error) : resolve(result)));
      });
  };

  const calls = {
    abilitiesListNew: local('int gp_abilities_list_new(_Out_ void **list)'),
    abilitiesListLoad: local('int gp_abilities_list_load(void *list, void *context)'),
    abilitiesListLoadFolder: local('int gp_abilities_list_load_dir(void *list, const char *folder, void *context)'),
    abilitiesListDetect: local('int gp_abilities_list_detect(void *list, void *ports, void *found, void *context)'),
    abilitiesListLookup: local('int gp_abilities_list_lookup_model(void *list, const char *model)'),
    abilitiesListGet: local('int gp_abilities_list_get_abilities(void *list, int index, _Out_ CameraAbilities *out)'),
    portListNew: localPort('int gp_port_info_list_new(_Out_ void **list)'),
    portListLoad: localPort('int gp_port_info_list_load(void *list)'),
    portListLookup: localPort('int gp_port_info_list_lookup_path(void *list, const char *path)'),
    portListGet: localPort('int gp_port_info_list_get_info(void *list, int n, _Out_ void **info)'),
    cameraNew: local('int gp_camera_new(_Out_ void **camera)'),
    setAbilities: local('int gp_camera_set_abilities(void *camera, CameraAbilities abilities)'),
    setPort: local('int gp_camera_set_port_info(void *camera, void *info)'),
    init: onThread('int gp_camera_init(void *camera, void *context)'),
    exit: onThread('int gp_camera_exit(void *camera, void *context)'),
    cameraUnref: local('int gp_camera_unref(void *camera)'),
    preview: onThread('int gp_camera_capture_preview(void *camera, void *file, void *context)'),
    capture: onThread('int gp_camera_capture(void *camera, int type, _Out_ CameraFilePath *path, void *context)'),
    waitForEvent: onThread(
      'int gp_camera_wait_for_event(void *camera, int ms, _Out_ int *type, _Out_ void **data, void *context)',
    ),
    fileInfo: onThread(
      'int gp_camera_file_get_info(void *camera, const char *folder, const char *file, _Out_ CameraFileInfo *info, void *context)',
    ),
    fileGet: onThread(
      'int gp_camera_file_get(void *camera, const char *folder, const char *file, int type, void *out, void *context)',
    ),
    fileDelete: onThread(
      'int gp_camera_file_delete(void *camera, const char *folder, const char *file, void *context)',
    ),
    listFiles: onThread('int gp_camera_folder_list_files(void *camera, const char *folder, void *list, void *context)'),
    listFolders: onThread(
      'int gp_camera_folder_list_folders(void *camera, const char *folder, void *list, void *context)',
    ),
    getConfig: onThread(
      'int gp_camera_get_single_config(void *camera, const char *name, _Out_ void **widget, void *context)',
    ),
    setConfig: onThread('int gp_camera_set_single_config(void *camera, const char *name, void *widget, void *context)'),
    setSetting: local('int gp_setting_set(const char *id, const char *key, const char *value)'),
    fileNew: local('int gp_file_new(_Out_ void **file)'),
    fileUnref: local('int gp_file_unref(void *file)'),
    fileData: local('int gp_file_get_data_and_size(void *file, _Out_ void **data, _Out_ unsigned long *size)'),
    listNew: local('int gp_list_new(_Out_ void **list)'),
    listUnref: local('int gp_list_unref(void *list)'),
    listCount: local('int gp_list_count(void *list)'),
    listName: local('int gp_list_get_name(void *list, int index, _Out_ const char **name)'),
    listValue: local('int gp_list_get_value(void *list, int index, _Out_ const char **value)'),
    storageInfo: onThread(
      'int gp_camera_get_storageinfo(void *camera, _Out_ void **stores, _Out_ int *count, void *context)',
    ),
    widgetType: local('int gp_widget_get_type(void *widget, _Out_ int *type)'),
    widgetReadOnly: local('int gp_widget_get_readonly(void *widget, _Out_ int *readOnly)'),
    widgetNumber: local('int gp_widget_get_value(void *widget, _Out_ float *value)'),
    widgetWhole: local('int gp_widget_get_value(void *widget, _Out_ int *value)'),
    widgetText: local('int gp_widget_get_value(void *widget, _Out_ const char **value)'),
    widgetSetText: local('int gp_widget_set_value(void *widget, const char *value)'),
    widgetSetWhole: local('int gp_widget_set_value(void *widget, const int *value)'),
    widgetChoices: local('int gp_widget_count_choices(void *widget)'),
    widgetChoice: local('int gp_widget_get_choice(void *widget, int index, _Out_ const char **choice)'),
    widgetUnref: local('int gp_widget_unref(void *widget)'),
  };

  const words: string[] = [];
  const listen = (line: string | null) => {
    const trimmed = (line ?? '').trim().slice(0, longestWord);
    if (trimmed === '') return;
    words.push(trimmed);
    if (words.length > mostWordsKept) words.shift();
  };
  const newContext: () => Pointer = lib.func('void *gp_context_new()');
  const setErrorFunc: (...args: unknown[]) => void = lib.func(
    'void gp_context_set_error_func(void *context, ContextFunc *func, void *data)',
  );
  const libraryVersion: (verbose: number) => Pointer = lib.func('void *gp_library_version(int verbose)');
  const context = newContext();
  setErrorFunc(
    context,
    koffi.register((_context: unknown, text: string | null) => listen(text), 'ContextFunc *'),
    null,
  );

  return {
    ...calls,
    context,
    /** Such as `2.5.30`. */
    version: String(koffi.decode(libraryVersion(0), 'const char *')),
    /** What the library said since the last time this was asked, oldest first. */
    takeWords: (): string => words.splice(0).join('; '),
  };
}

function declareTypes(): void {
  koffi.proto('void ContextFunc(void *context, const char *text, void *data)');
  koffi.struct('CameraFilePath', { name: koffi.array('char', 128), folder: koffi.array('char', 1024) });
  koffi.struct('CameraAbilities', {
    model: koffi.array('char', 128),
    status: 'int',
    port: 'int',
    speed: koffi.array('int', 64),
    operations: 'int',
    fileOperations: 'int',
    folderOperations: 'int',
    usb: koffi.array('int', 5),
    library: koffi.array('char', 1024),
    id: koffi.array('char', 1024),
    deviceType: 'int',
    reserved: koffi.array('int', 7),
  });
  koffi.struct('CameraFileInfo', {
    previewFields: 'int',
    previewStatus: 'int',
    previewSize: 'uint64_t',
    previewType: koffi.array('char', 64),
    previewWidth: 'uint32_t',
    previewHeight: 'uint32_t',
    fields: 'int',
    status: 'int',
    size: 'uint64_t',
    type: koffi.array('char', 64),
    width: 'uint32_t',
    height: 'uint32_t',
    permissions: 'int',
    mtime: 'int64_t',
    audioFields: 'int',
    audioStatus: 'int',
    audioSize: 'uint64_t',
    audioType: koffi.array('char', 64),
  });
  koffi.struct('CameraStorageInformation', {
    fields: 'int',
    folder: koffi.array('char', 256),
    label: koffi.array('char', 256),
    description: koffi.array('char', 256),
    type: 'int',
    fileSystem: 'int',
    access: 'int',
    capacityKb: 'uint64_t',
    freeKb: 'uint64_t',
    freeImages: 'uint64_t',
  });
}
