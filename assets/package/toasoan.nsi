; The installer for Windows: for one user, without an administrator.
; makensis -DVERSION=0.1.0 -DPROGRAM=path/toasoan.exe -DOUT=path/toasoan-setup.exe assets/package/toasoan.nsi
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include MUI2.nsh
!include FileFunc.nsh

!define NAME "Tòa soạn"
!define CLASSES "Software\Classes"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\toasoan"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\toasoan"
InstallDirRegKey HKCU "${LISTED}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
; It has all Vietnamese letters on every Windows 10 and 11.
SetFont "Segoe UI" 9

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "Bộ cài ${NAME}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT"

!define MUI_ICON "toasoan.ico"
!define MUI_UNICON "toasoan.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\toasoan.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

; Windows does not replace a program that runs: ask until it is closed.
!macro WaitUntilClosed un
  Function ${un}WaitUntilClosed
    again:
      IfFileExists "$INSTDIR\toasoan.exe" 0 closed
      ClearErrors
      FileOpen $0 "$INSTDIR\toasoan.exe" a
      IfErrors 0 free
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
        "${NAME} đang mở. Hãy lưu bài, đóng cửa sổ ${NAME} rồi bấm Thử lại." /SD IDCANCEL IDRETRY again
      Abort "${NAME} đang mở; chưa thay đổi gì."
    free:
      FileClose $0
    closed:
  FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

!macro Opens key words
  WriteRegStr HKCU "${CLASSES}\${key}\shell\toasoan" "" "${words}"
  WriteRegStr HKCU "${CLASSES}\${key}\shell\toasoan" "Icon" "$INSTDIR\toasoan.exe"
  WriteRegStr HKCU "${CLASSES}\${key}\shell\toasoan\command" "" '"$INSTDIR\toasoan.exe" "%1"'
!macroend

!macro Associate extension class words
  WriteRegStr HKCU "${CLASSES}\${class}" "" "${words}"
  WriteRegStr HKCU "${CLASSES}\${class}\DefaultIcon" "" "$INSTDIR\toasoan.exe,0"
  WriteRegStr HKCU "${CLASSES}\${class}\shell\open\command" "" '"$INSTDIR\toasoan.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${extension}\OpenWithProgids" "${class}" ""
  ; The one who installed another program for these files chooses between the two.
  ReadRegStr $0 HKCU "${CLASSES}\${extension}" ""
  StrCmp $0 "" 0 +2
  WriteRegStr HKCU "${CLASSES}\${extension}" "" "${class}"
!macroend

!macro Dissociate extension class
  DeleteRegKey HKCU "${CLASSES}\${class}"
  DeleteRegValue HKCU "${CLASSES}\${extension}\OpenWithProgids" "${class}"
  ReadRegStr $0 HKCU "${CLASSES}\${extension}" ""
  StrCmp $0 "${class}" 0 +2
  DeleteRegValue HKCU "${CLASSES}\${extension}" ""
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}"
!macroend

Section "${NAME}" SecProgram
  SectionIn RO
  Call WaitUntilClosed
  SetOutPath "$INSTDIR"
  File "/oname=toasoan.exe" "${PROGRAM}"
  File "/oname=LICENSE.txt" "../../LICENSE"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\toasoan.exe"
  !insertmacro Opens "Directory" "Mở bằng ${NAME}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${LISTED}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\toasoan.exe"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" $0
SectionEnd

Section "Biểu tượng trên màn hình" SecDesktop
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\toasoan.exe"
SectionEnd

Section "Mở tệp .fountain và .poster bằng ${NAME}" SecFiles
  !insertmacro Associate ".fountain" "toasoan.fountain" "Kịch bản Fountain"
  !insertmacro Associate ".poster" "toasoan.poster" "Pano, áp phích của ${NAME}"
SectionEnd

; Workspaces, the settings of the user and unsaved texts stay.
Section "Uninstall"
  Call un.WaitUntilClosed
  Delete "$INSTDIR\toasoan.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\Directory\shell\toasoan"
  !insertmacro Dissociate ".fountain" "toasoan.fountain"
  !insertmacro Dissociate ".poster" "toasoan.poster"
  DeleteRegKey HKCU "${LISTED}"
SectionEnd
